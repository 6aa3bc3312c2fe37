"""Names of cities that mostly mean something else are cities only where a town is announced."""

import pytest

from musnad.knowledge.cities import cities, homonyms
from musnad.language.folding import folded
from musnad.record import Document
from musnad.tagger.lexicon import tag


def places(text: str) -> list[str]:
    return [text[m.start : m.end] for m in tag(Document("x", text)).mentions if m.kind == "place"]


@pytest.mark.parametrize(
    "text",
    [
        "استمر القتال في الميدان رغم حصار المدينة.", "نتشاور بين الفينة والأخرى مع شركائنا.", "وصل هولاند برفقة رشيد ونيلسون.",
        "أصدرت الدولة بيانها بعد حفل أوبرا جديدة.", "انتهت المهلة لأول مرة.", "اتهم بإبادة شعبه.",
    ],
)  # fmt: skip
def test_words_and_people_are_no_cities(text: str) -> None:
    assert places(text) == []


def test_behind_a_town_word_they_are() -> None:
    assert places("وصل الوفد إلى مدينة ميدان في سومطرة.")[0] == "ميدان"
    assert "سالم" in places("هبطت الطائرة بمطار سالم الهندي.")


def test_cities_of_one_meaning_stay() -> None:
    assert places("التقى الوزيران في جدة ثم في إسطنبول وجنيف.") == ["جدة", "إسطنبول", "جنيف"]
    assert places("زار المدينة المنورة.") == ["المدينة المنورة"]


def test_every_homonym_is_the_name_of_a_city() -> None:
    assert homonyms() <= {folded(name) for city in cities() for name in city.names}
