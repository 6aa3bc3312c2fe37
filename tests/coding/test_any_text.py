"""Any text at all gives a record that keeps its laws."""

from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.pipeline import code
from musnad.record import Document, Record

WORDS = st.sampled_from(
    [
        "قال",
        "أضاف",
        "لافروف",
        "وزير",
        "الخارجية",
        "الروسي",
        "الإيراني",
        "إن",
        "أن",
        "«نعم»",
        '"لا"',
        "،",
        ".",
        ":",
        "؛",
        "؟",
        "…",
        "في",
        "موسكو",
        "زار",
        "التقى",
        "وقع",
        "على",
        "عقوبات",
        "فرضت",
        "واشنطن",
        "طهران",
        "نقلت",
        "رويترز",
        "عن",
        "مصدر",
        "أمس",
        "الأحد",
        "2023",
        "مارس",
        "الماضي",
        "وفق",
        "ما",
        "وأكد",
        "نفى",
        "البلدان",
        "نظيره",
        "بلاده",
        "السفير",
        "\n",
        "\n\n",
        "عبد",
        "الله",
        "بن",
        "سلمان",
        "(",
        ")",
        "وَقَالَ",
        "\u200f",
        "",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60), st.sampled_from([None, "2023-03-29", "2025-04-17T10:00:00+03:00"]))
def test_any_order_of_words_gives_a_record(words, published):
    record = code(Document("x", " ".join(words) or " ", published=published))
    assert Record.from_json(record.to_json()) == record


@settings(max_examples=80, deadline=None)
@given(st.text(min_size=1, max_size=120))
def test_any_characters_give_a_record(text):
    if text.encode("utf-8", "ignore").decode() == text:
        assert code(Document("x", text)).document.text == text
