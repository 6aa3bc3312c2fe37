"""Calendars as icalendar reads them, with lines of 75 octets and UIDs that stay."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from musnad.exports import Choice, Told
from musnad.exports.ical import folded, ical
from tests.exports.made import IRAN, MUSCAT, all_of, article, event, quote, report, told


def meetings(*many, **choice):
    calendar = Calendar.from_ical(all_of(ical(many, Choice(**choice))))
    assert not calendar.errors
    for one in calendar.walk("VEVENT"):
        assert not one.errors
    return calendar.walk("VEVENT")


def test_a_planned_visit_is_a_whole_day():
    (one,) = meetings(told(), language="ar", base="https://musnad.example")
    assert one["UID"] == f"{101:016x}@musnad"
    assert one["DTSTART"].dt == date(2025, 4, 12) and one["DTEND"].dt == date(2025, 4, 13)
    assert one["SUMMARY"] == "زيارة: عباس عراقجي ← عُمان، في مسقط" and one["LOCATION"] == "مسقط"
    assert one["STATUS"] == "CONFIRMED" and one["URL"] == f"https://musnad.example/ar/events/{101:016x}"
    assert one["DTSTAMP"].dt == datetime(2025, 4, 11, 7, 0, tzinfo=UTC)
    assert "سيزور مسقط" in one["DESCRIPTION"]


def test_in_english():
    (one,) = meetings(told())
    assert one["SUMMARY"] == "visit: Abbas Araghchi → Oman, in Muscat"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, "CONFIRMED"),
        ({"status": "proposed"}, "TENTATIVE"),
        ({"outcome": "postponed"}, "TENTATIVE"),
        ({"last": "2025-04-14"}, "TENTATIVE"),
        ({"outcome": "cancelled"}, "CANCELLED"),
        ({"status": "cancelled", "outcome": "postponed"}, "TENTATIVE"),
    ],
)
def test_status(fields, status):
    (one,) = meetings(told(**fields))
    assert one["STATUS"] == status


def test_some_days_end_on_the_day_after_the_last():
    (one,) = meetings(told(first="2025-04-01", last="2025-04-30"))
    assert (one["DTSTART"].dt, one["DTEND"].dt) == (date(2025, 4, 1), date(2025, 5, 1))


@pytest.mark.parametrize("days", [(None, None), ("2025-04-12", "9999-12-31"), ("0001-01-01", "2025-04-12")])
def test_a_meeting_without_days_is_left_out(days):
    assert meetings(told(first=days[0], last=days[1])) == []


def test_no_moment_and_a_day_only():
    (undated,) = meetings(Told(event(), (report(article=article(published=None)),)))
    assert undated["DTSTAMP"].dt.year == 1970
    (bare,) = meetings(Told(event(), (report(article=article(published="2025-04-10")),)))
    assert bare["DTSTAMP"].dt == datetime(2025, 4, 10, tzinfo=UTC)


def test_the_same_bytes_and_no_bare_line_ends():
    data = all_of(ical([told()]))
    assert data == all_of(ical([told()]))
    assert data.replace(b"\r\n", b"").count(b"\n") == 0


HOSTILE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


@given(HOSTILE)
def test_any_words_come_back_and_no_line_is_too_long(words):
    data = all_of(
        ical([Told(event(evidence=report(quotes=(quote(words + "\n;,\\"),)), place=MUSCAT, recipients=(IRAN,)), (report(),))])
    )
    assert max(map(len, data.split(b"\r\n"))) <= 75
    (one,) = Calendar.from_ical(data).walk("VEVENT")
    assert str(one["DESCRIPTION"]).endswith(f"«{words}\n;,\\»")


@given(HOSTILE)
def test_folding_is_undone_by_taking_out_line_end_and_space(line):
    assert folded(line).decode().removesuffix("\r\n").replace("\r\n ", "") == line
