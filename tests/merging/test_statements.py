"""The same words of the same speaker are one statement with all who carried it."""

from musnad.merging import merged_statements
from tests.merging.reports import utterance

SAID = "إن موسكو مستعدة للمساعدة في التوصل إلى اتفاق نووي بين طهران وواشنطن يضمن رفع العقوبات"
NEAR = "إن موسكو مستعدة لتقديم المساعدة في التوصل إلى اتفاق نووي بين طهران وواشنطن يضمن رفع العقوبات"
OTHER = "إن العقوبات الجديدة لن تغير سياسة بلاده في القوقاز ولا علاقاتها بالصين والهند"


def test_near_same_words_of_one_speaker():
    found = merged_statements(
        [
            utterance(1, "Q58217", SAID, outlet="رواق"),
            utterance(2, "Q58217", NEAR, outlet="النورس", chain=["tass"]),
            utterance(3, "Q58217", OTHER),
        ]
    )
    assert [[u.id for u in s.utterances] for s in found] == [[10, 20], [30]]
    assert found[0].carriers == (("رواق", ()), ("النورس", ("tass",)))
    assert found[0].sources == 2


def test_what_is_not_one_statement():
    first = utterance(1, "Q58217", SAID)
    for other in (
        utterance(2, "Q14866042", SAID),
        utterance(2, "Q58217", SAID, moment="2025-05-18"),
        utterance(1, "Q58217", SAID, id=11),
        utterance(2, "Q58217", "إن المحادثات إيجابية"),
    ):
        assert len(merged_statements([first, other])) == 2


def test_unnamed_sources_need_the_same_words():
    assert len(merged_statements([utterance(1, "anon:مصدر", SAID, kind="anon"), utterance(2, "anon:مصدر", SAID, kind="anon")])) == 1
    assert (
        len(merged_statements([utterance(1, "anon:مصدر", SAID, kind="anon"), utterance(2, "anon:مصدر", SAID[:60], kind="anon")]))
        == 2
    )
