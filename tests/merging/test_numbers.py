"""What reports count: Arabic numerals in words and digits with their nouns, and when two counts can't both be true."""

import pytest

from musnad.merging import NOTHING, add, merged_events, reports_of
from musnad.merging.numbers import clash, counts
from musnad.merging.reports import Carrier
from musnad.pipeline import code
from musnad.record import Document
from musnad.store import entity_key, ids_of
from musnad.store.days import bounds
from tests.merging.reports import report, state


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل 12 شخصا وإصابة 31", [("قتيل", 12), ("جريح", 31)]),
        ("قُتل ١٢ شخصًا", [("قتيل", 12)]),
        ("استشهاد خمسة وإصابة ثلاثة آخرين", [("قتيل", 5), ("جريح", 3)]),
        ("سقط قتيلان وخمسة جرحى", [("قتيل", 2), ("جريح", 5)]),
        ("إن جنديين قتلا", [("جندي", 2)]),
        ("مقتل عسكريين تركيين اثنين", [("عسكري", 2)]),
        ("اثنين من أفراد قوات الأمن", [("فرد", 2)]),
        ("ثلاثة آلاف جندي", [("جندي", 3000)]),
        ("خمسة وعشرون جنديا وخمسة عشر مدنيا", [("جندي", 25), ("مدني", 15)]),
        ("مئتا أسير ومئتي صاروخ وألفي لاجئ", [("أسير", 200), ("صاروخ", 200), ("لاجئ", 2000)]),
        ("12,500 لاجئ و12.500 نازح", [("لاجئ", 12500), ("نازح", 12500)]),
        ("صفقة بقيمة 1.3 مليار دولار", [("دولار", 1_300_000_000)]),
        ("مليون و200 ألف يورو و5,4 مليون ريال", [("يورو", 1_200_000), ("ريال", 5_400_000)]),
        ("بنسبة 12 في المئة، ثم 40 بالمئة و95%", [("%", 12), ("%", 40), ("%", 95)]),
        ("طرد 23 دبلوماسيا و23 من أعضاء البعثة", [("دبلوماسي", 23), ("عضو", 23)]),
    ],
)
def test_counts(text, expected):
    assert list(counts(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 قتيلا على الأقل ونحو 100 جريح", [("≥ قتيل", 30), ("≈ جريح", 100)]),
        ("مقتل ما لا يقل عن 40", [("≥ قتيل", 40)]),
        ("أكثر من 6500 شخص", [("≥ شخص", 6500)]),
        ("لنحو ثلاثين دبلوماسيا", [("≈ دبلوماسي", 30)]),
        ("أقل من 10 طائرات", [("≤ طائرة", 10)]),
    ],
)
def test_bounds_keep_their_sign(text, expected):
    assert list(counts(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "عشرات القتلى وآلاف الأشخاص ومئات اللاجئين",
        "في 24 فبراير 2016 عند الساعة 19,00",
        "قرار مجلس الأمن رقم 2231",
        "قادة الدول الـ28 والجنود الثلاثة",
        "مقاتلات إف-16 و F-16",
        "منذ 20 عاما، بعد ثلاثة أيام",
        "الجولة الثالثة يوم الاثنين",
        "",
    ],
)
def test_what_is_no_count(text):
    assert counts(text) == ()


def test_a_lower_bound_and_more_are_no_contradiction():
    assert clash([("قتيل", 12)], [("قتيل", 15)]) == ["قتيل"]
    assert clash([("≥ قتيل", 12)], [("قتيل", 15)]) == []
    assert clash([("≥ قتيل", 12)], [("قتيل", 9)]) == ["قتيل"]
    assert clash([("≤ طائرة", 9)], [("طائرة", 12)]) == ["طائرة"]
    assert clash([("≈ جريح", 100)], [("جريح", 31)]) == []
    assert clash([("قتيل", 12), ("قتيل", 3)], [("قتيل", 3)]) == []
    assert clash([("قتيل", 12)], [("جندي", 15)]) == []


def test_numbers_are_a_field_that_may_be_contradicted():
    told = [
        report(n, state("TUR"), type="ASSAULT", place="SYR aleppo", text="قصف أوقع قتلى في حلب")._replace(numbers=numbers)
        for n, numbers in enumerate([(("قتيل", 12),), (("قتيل", 15), ("جريح", 3)), (("قتيل", 12),)], 1)
    ]
    (event,) = merged_events(add(NOTHING, told))
    field = event.fields["numbers"]
    assert [(v.value, v.sources) for v in field.variants] == [("قتيل 12", 2), ("قتيل 15", 1), ("جريح 3", 1)]
    assert field.value == "قتيل 12" and event.contradicted == ("numbers",)
    (event,) = merged_events(add(NOTHING, told[::2]))
    assert event.contradicted == ()


def test_the_evidence_of_an_event_is_counted():
    document = Document("a", "أعلنت بريطانيا طرد 23 دبلوماسيا روسيا. وقال مسؤول إن 40 شخصا حضروا.", published="2018-03-14")
    record = code(document)
    (expelled,) = reports_of(record, Carrier(1, None, "2018-03-14", 1), ids_of(record), entity_key, bounds)
    assert expelled.numbers == (("دبلوماسي", 23),)
