"""Time expressions in the traditions of the Arab press, resolved against a publication date, and left open without one."""

import pytest

from musnad.pipeline import code
from musnad.record import Document

THURSDAY = "2025-04-17"


def values(text, published=THURSDAY):
    return [t.value for t in code(Document("t", text, published=published)).times]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("أمس الأربعاء", "2025-04-16"), ("اليوم الخميس", "2025-04-17"), ("يوم الخميس الماضي", "2025-04-10"),
        ("الأسبوع المقبل", "2025-04-21/2025-04-27"), ("الأسبوع الماضي", "2025-04-07/2025-04-13"),
        ("مطلع فبراير الماضي", "2025-02~"), ("في 8 أبريل الجاري", "2025-04-08"), ("منذ سبتمبر/أيلول الماضي", "2024-09/.."),
        ("عام 2016", "2016"), ("في 29 مارس 2023", "2023-03-29"), ("نيسان/أبريل 2021", "2021-04"), ("10 مارس/آذار 2023", "2023-03-10"),
        ("غدا السبت", "2025-04-19"), ("الشهر الماضي", "2025-03"), ("العام المقبل", "2026"), ("في جويلية 2024", "2024-07"),
        ("في الثامن من مايو 2024", "2024-05-08"),
    ],
)  # fmt: skip
def test_an_expression_gets_its_value(words, value):
    assert values(f"زار الوزير الروسي طهران {words}.") == [value]


def test_a_hijri_date_beside_its_gregorian_one():
    found = values("موسكو 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس. زار الوزير الروسي طهران.", "2015-08-11")
    assert set(found) == {"2015-08-11"}


@pytest.mark.parametrize(("words", "value"), [("أمس", "XXXX-XX-XX"), ("في سبتمبر الماضي", "XXXX-09"), ("عام 2016", "2016")])
def test_without_a_date_nothing_is_guessed(words, value):
    assert values(f"زار الوزير الروسي طهران {words}.", None) == [value]


def test_durations_and_vague_words_are_no_times():
    assert values("استمرت المحادثات في مسقط ساعتين مؤخرا، وما زالت العلاقات متينة حاليا.") == []
