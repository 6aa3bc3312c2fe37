"""Words that point back lead to whom they mean, and people are called by their names."""

from musnad.pipeline import code
from musnad.record import Document


def speakers(text: str) -> list[str]:
    record = code(Document("t", text, published="2025-04-17"))
    names = {e.id: e.en or e.name for e in record.entities}
    return [names[s.speaker] for s in record.statements]


def test_the_movement_is_the_movement_named_before() -> None:
    said = speakers("نفت حركة حماس أن تكون قد قبلت العرض. وقالت الحركة في بيان إنها لم تتسلم شيئا من الوسطاء.")
    assert said and set(said) == {"Hamas"}


def test_the_source_is_the_source_quoted_before() -> None:
    said = speakers("قال مصدر أمني مصري إن الوفد وصل إلى القاهرة مساء. وأضاف المصدر أن المحادثات ستبدأ صباح الغد.")
    assert len(said) == 2 and len(set(said)) == 1


def test_the_kingdom_is_the_one_the_article_is_about() -> None:
    for about, kingdom in (("المغرب", "Morocco"), ("السعودية", "Saudi Arabia"), ("الأردن", "Jordan"), ("البحرين", "Bahrain")):
        record = code(Document("t", f"اتهم {about} إيران بالتدخل. وأعلنت المملكة قطع علاقاتها مع إيران.", published="2018-05-02"))
        assert {(e.kind, e.en) for e in record.entities} == {("state", kingdom), ("state", "Iran")}


def test_a_person_is_called_by_name_not_by_a_longer_title() -> None:
    record = code(
        Document(
            "t",
            "وصل وزير الخارجية الأمريكي جون كيري إلى الدوحة. وقال الوزير الأمريكي إن بلاده ملتزمة بأمن الخليج.",
            published="2015-08-03",
        )
    )
    (kerry,) = [e for e in record.entities if e.kind == "person"]
    assert kerry.name == "جون كيري" and "الوزير الأمريكي" in {m.text for m in kerry.mentions}
