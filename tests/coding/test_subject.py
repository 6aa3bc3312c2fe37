"""Teams are no states: a match report tells no events, a quarrel of states over a match does."""

from musnad.coding.subject import is_sport
from musnad.pipeline import code
from musnad.record import Document

MATCH = (
    "التقى منتخب السعودية نظيره الإيراني في نهائي البطولة على ملعب الملك فهد، وفاز بهدفين دون رد أمام جماهير غفيرة. "
    "وقال مدرب الفريق إن اللاعبين قدموا مباراة كبيرة، وإن هجوم إيران لم يهدد المرمى في الشوط الثاني."
)
QUARREL = (
    "استدعت وزارة الخارجية الإيرانية السفير السعودي احتجاجا على ما تعرض له مشجعون في جدة. وطالبت طهران الرياض بالاعتذار، وقالت إن "
    "مباراة في كرة القدم لا تبرر توقيف مواطنيها."
)


def test_a_match_report_tells_no_events() -> None:
    assert is_sport(MATCH)
    for tagger in ("lexicon", "learned"):
        assert not code(Document("m", MATCH, published="2018-10-01"), tagger).events


def test_a_quarrel_over_a_match_does() -> None:
    assert not is_sport(QUARREL)
    assert code(Document("q", QUARREL, published="2018-10-01"), "lexicon").events


def test_a_general_and_a_president_elect_are_no_teams() -> None:
    assert not is_sport(
        "التقى الفريق أول عبد الفتاح البرهان الفريق محمد حمدان دقلو في الخرطوم. وقال الفريق البرهان إن الاتفاق النهائي قريب، وإن الأهداف واحدة."
    )
    assert not is_sport("هنأ الرئيس الروسي الرئيس المنتخب، وقال المنتخب إن بلوغ الأهداف يحتاج إلى وقت.")


def test_nothing_is_no_sport() -> None:
    assert not is_sport("") and not is_sport("مباراة")
