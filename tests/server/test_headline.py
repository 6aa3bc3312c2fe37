"""Headlines: a sentence for every type, mode and status, in both languages."""

import re

import pytest

from musnad.asking import Who
from musnad.record import MODES, EventType, Status
from musnad.server.headline import _nuances, headline
from musnad.server.texts import table
from tests.server.events import AMERICA, ARAGHCHI, IRAN, ISRAEL, LAVROV, MOSCOW, MUSCAT, OFFICIALS, OMAN, event

KINDS = [(type.value, mode) for type in EventType for mode in (None, *sorted(MODES[type]))]
SHAPES = {
    "both": ((IRAN,), (AMERICA,)),
    "many": ((IRAN, AMERICA), ()),
    "alone": ((ARAGHCHI,), ()),
    "nobody": ((), (IRAN,)),
    "none": ((), ()),
}
_LEFT_OVER = re.compile(r"[{}\[\]|]|<(?!/?bdi)|  | $|^ ")


@pytest.mark.parametrize(("type", "mode"), KINDS)
def test_every_kind_in_every_state_has_a_sentence_of_its_own(type, mode):
    for lang in ("ar", "en"):
        for actors, recipients in SHAPES.values():
            said = {
                str(headline(event(type, mode, actors, recipients, status=status.value, stance=stance, outcome=""), lang))
                for status in Status
                for stance in ("asserted", "denied", "both")
            }
            assert not any(_LEFT_OVER.search(sentence) for sentence in said), said
            assert len(said) >= (8 if lang == "ar" else 7)
            if actors and recipients and lang == "en":
                assert all("Iran" in sentence and "United States" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("made", "ar", "en"),
    [
        (event("CONSULT", "visit", (ARAGHCHI,), (LAVROV,), place=MOSCOW), "زيارة عباس عراقجي إلى موسكو ولقاء سيرغي لافروف", "Abbas Araghchi visits Moscow and meets Sergey Lavrov"),
        (event("CONSULT", "visit", (ARAGHCHI,), (), place=MOSCOW, status="planned", outcome="ahead"), "ترقّب زيارة عباس عراقجي إلى موسكو", "Abbas Araghchi to visit Moscow"),
        (event("CONSULT", None, (IRAN, AMERICA), (), place=MUSCAT), "محادثات بين إيران والولايات المتحدة في مسقط", "Iran and the United States hold talks in Muscat"),
        (event("CONSULT", "third-party", (IRAN, AMERICA), (), (OMAN,)), "محادثات بين إيران والولايات المتحدة بوساطة سلطنة عمان", "Iran and the United States hold talks through Oman"),
        (event("CONSULT", None, (IRAN, AMERICA), (), status="cancelled", outcome="cancelled"), "إلغاء أو إرجاء محادثات بين إيران والولايات المتحدة", "Called off or postponed: Iran and the United States to hold talks"),
        (event("ACCUSE", "allege", (IRAN,), (AMERICA,)), "اتهامات إيرانية للولايات المتحدة", "Iran makes allegations against the United States"),
        (event("ASSAULT", "aerial", (AMERICA, ISRAEL), (IRAN,)), "غارات جوية أميركية إسرائيلية على إيران", "The United States and Israel carry out air strikes on Iran"),
        (event("ASSAULT", None, (), (IRAN,)), "هجوم على إيران", "Attack on Iran"),
        (event("CONSULT", "visit", (ISRAEL,), (IRAN,), stance="denied"), "نفي حصول زيارة إسرائيل إلى إيران", "Denied: Israel visits Iran"),
        (event("CONSULT", "visit", (ISRAEL,), (IRAN,), stance="both"), "أنباء متضاربة عن زيارة إسرائيل إلى إيران", "Disputed: Israel visits Iran"),
        (event("REQUEST", None, (OFFICIALS,), (IRAN,), status="not_occurred"), "عدم حصول طلب من مسؤولين أميركيين إلى إيران", None),
    ],
)  # fmt: skip
def test_headlines_read_like_an_editor_s(made, ar, en):
    assert str(headline(made, "ar")) == ar
    if en:
        assert str(headline(made, "en")) == en


@pytest.mark.parametrize(("type", "mode", "shade"), [(t, m, s) for (t, m), shades in _nuances().items() for _, s in shades])
def test_every_shade_of_an_act_has_its_phrases(type, mode, shade):
    base = f"head.{type}.{mode}@{shade}" if mode else f"head.{type}@{shade}"
    assert base in table() and f"{base}.bare" in table()


def test_the_word_that_names_the_act_shades_the_headline():
    made = event("SUPPORT", None, (IRAN,), (AMERICA,), trigger="ورحّبت")
    assert str(headline(made, "ar")) == "ترحيب إيراني بخطوة من الولايات المتحدة"
    assert (
        str(headline(event("SANCTION", "discontinue", (AMERICA,), (IRAN,), trigger="العقوبات"), "ar")) == "عقوبات أميركية على إيران"
    )
    assert str(headline(event("SUPPORT", None, (IRAN,), (AMERICA,), trigger="أشادت"), "ar")) == "إشادة إيرانية بالولايات المتحدة"


def test_what_was_announced_and_then_held_is_told_as_held():
    made = event("CONSULT", "visit", (ARAGHCHI,), (), place=MOSCOW, status="planned", outcome="happened")
    assert str(headline(made, "ar")) == "زيارة عباس عراقجي إلى موسكو"


def test_an_unnamed_actor_called_by_the_act_itself_is_nobody():
    killing = Who(key="anon:مقتل", kind="anon", name="بمقتل", country=None)
    assert str(headline(event("ASSAULT", None, (killing,), (LAVROV,), trigger="مقتل"), "ar")) == "هجوم قاتل على سيرغي لافروف"
    assert str(headline(event("ASSAULT", None, (OFFICIALS,), (LAVROV,), trigger="مقتل"), "ar")).startswith("هجوم قاتل من مسؤولين")


def test_people_are_called_by_the_office_they_held_on_the_day():
    made = event("CONSULT", "meet", (ARAGHCHI, LAVROV), ())
    assert (
        str(headline(made, "ar", titles=True)) == "لقاء بين وزير الخارجية الإيراني عباس عراقجي ووزير الخارجية الروسي سيرغي لافروف"
    )
    assert "Iranian Foreign Minister Abbas Araghchi" in headline(made, "en", titles=True)
    assert "وزير" not in headline(event("CONSULT", "meet", (ARAGHCHI, LAVROV), (), day="2003-01-01"), "ar", titles=True)


def test_a_long_list_says_how_many_others_there_are():
    made = event("CONSULT", "multilateral", (IRAN, AMERICA, ISRAEL, OMAN, LAVROV), ())
    assert str(headline(made, "en")) == "Iran, the United States and 3 others hold a multilateral meeting"


def test_names_are_escaped_and_isolated():
    evil = Who(key="x", kind="group", name="<script>", en=None)
    assert "<script>" not in headline(event("ASSAULT", None, (evil,), ()), "ar")
    assert '<bdi lang="ar" dir="rtl">مسؤولين أميركيين</bdi>' in headline(event("REQUEST", None, (OFFICIALS,), ()), "en")
