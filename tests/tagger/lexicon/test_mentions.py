"""Phrases that name somebody, whole, and words that only point back."""

import pytest

from musnad.record import Document
from musnad.tagger.lexicon import tag


def mentions(text: str) -> list[tuple[str, str, str | None]]:
    return [(text[m.start : m.end], m.kind, m.country) for m in tag(Document("x", text)).mentions]


@pytest.mark.parametrize(
    ("text", "phrase", "kind", "country"),
    [
        ("قالت صحيفة لوموند الفرنسية إن القرار صدر.", "صحيفة لوموند الفرنسية", "outlet", "FRA"),
        ("ذكرت صحيفة «المسار» التونسية أن الوفد وصل.", "صحيفة «المسار» التونسية", "outlet", "TUN"),
        ("وصل أمير دولة قطر أمس.", "أمير دولة قطر", "person", "QAT"),
        ("أكد سفير خادم الحرمين الشريفين في تونس ذلك.", "سفير خادم الحرمين الشريفين", "person", "SAU"),
        ("صرح وزير الهجرة الكندي أمس.", "وزير الهجرة الكندي", "person", "CAN"),
        ("قال المتحدث الرسمي لوزارة الخارجية الأمريكية إن بلاده تتابع.", "المتحدث الرسمي لوزارة الخارجية الأمريكية", "person", "USA"),
        ("قال متحدث باسم المعارضة إن المحادثات بدأت.", "متحدث باسم المعارضة", "anon", None),
        ("نفى مكتب رئيس الوزراء الإسرائيلي الخبر.", "مكتب رئيس الوزراء الإسرائيلي", "body", "ISR"),
        ("دعت مفوضية الأمم المتحدة السامية لشؤون اللاجئين إلى فتح الحدود.", "مفوضية الأمم المتحدة السامية لشؤون اللاجئين", "igo", None),
    ],
)  # fmt: skip
def test_a_phrase_is_taken_whole(text: str, phrase: str, kind: str, country: str | None) -> None:
    assert (phrase, kind, country) in mentions(text)


def test_an_agency_keeps_to_its_own_state() -> None:
    assert ("السعودية", "state", "SAU") in mentions("قالت صحيفة لوموند السعودية ترفض.")


def test_who_gave_a_place_its_name_does_nothing_there() -> None:
    assert mentions("حطت الطائرة في مطار الملك خالد.") == []
    assert mentions("افتتح المعرض في جامعة الأمير نايف أمس.") == []
    assert [k for _, k, _ in mentions("استقبل الملك سلمان ضيوفه.")] == ["person"]


def test_a_named_council_is_not_pointed_back_to() -> None:
    points = [m.anaphor for m in tag(Document("x", "اجتمع المجلس أمس.")).mentions]
    named = [m.anaphor for m in tag(Document("x", "اجتمع المجلس الوطني أمس.")).mentions]
    assert points == ["group"] and "group" not in named
