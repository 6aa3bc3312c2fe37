"""Feeds as feed readers and calendars read them."""

import re

import feedparser
import icalendar
import pytest
from starlette.testclient import TestClient

from musnad import asking
from musnad.asking.answers import Selection
from musnad.server.app import make_app
from musnad.store import add, open_store
from tests.server.markup import Markup
from tests.store.articles import record

HOME = "http://127.0.0.1:8321"
PLANNED = "أعلن وزير الخارجية العماني بدر البوسعيدي أن وزير الخارجية الإيراني عباس عراقجي سيزور مسقط في 26 مايو 2025."


@pytest.fixture(scope="module")
def client(sample_place):
    return TestClient(make_app(sample_place), HOME)


def _feed(client, path):
    answer = client.get(path)
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    read = feedparser.parse(answer.content)
    assert not read.bozo
    return read


@pytest.mark.parametrize(("lang", "title"), [("ar", "الأحداث"), ("en", "Events")])
def test_happenings(client, lang, title):
    read = _feed(client, f"/{lang}/events.atom?type=CONSULT&actor=IRN")
    assert read.feed.title == title and read.feed.language == lang
    wanted = asking.events(client.app.state.store, Selection(type=("CONSULT",), actor=("IRN",), order="published"), None, 100)
    assert [one.link for one in read.entries] == [f"{HOME}/{lang}/events/{one.id}" for one in wanted.items]
    assert all(one.title and "<" not in one.title for one in read.entries)
    assert any("\u0600" <= letter <= "\u06ff" for letter in read.entries[0].content[0].value)
    assert {link.href for link in read.feed.links} >= {f"{HOME}/{lang}/events.atom?actor=IRN&type=CONSULT"}


def test_what_was_published_last_comes_first_and_a_feed_has_an_end(client):
    store = client.app.state.store
    wanted = asking.events(store, Selection(order="published"), None, 100)
    assert wanted.total > 100
    assert [one.link.rpartition("/")[2] for one in _feed(client, "/en/events.atom").entries] == [one.id for one in wanted.items]
    by_day = asking.events(store, Selection(order="day"), None, 100)
    found = _feed(client, "/en/events.atom?order=day").entries
    assert [one.link.rpartition("/")[2] for one in found] == [one.id for one in by_day.items]


@pytest.mark.parametrize(("lang", "title"), [("ar", "التصريحات"), ("en", "Statements")])
def test_statements(client, lang, title):
    read = _feed(client, f"/{lang}/statements.atom?actor=IRN")
    assert read.feed.title == title and read.entries
    assert all(one.link.startswith(f"{HOME}/{lang}/statements/") for one in read.entries)


def test_an_entry_is_updated_when_its_last_report_comes(tmp_path):
    place = str(tmp_path / "news.db")
    with open_store(place) as store:
        add(store, [record("p1", PLANNED, published="2025-05-20T08:00:00Z")])
        client = TestClient(make_app(place), HOME)
        (first,) = _feed(client, "/en/events.atom?type=CONSULT").entries
        add(store, [record("p2", PLANNED, outlet="صحيفة السنديان", published="2025-05-21T09:30:00Z")])
        (later,) = _feed(client, "/en/events.atom?type=CONSULT").entries
    assert (first.id, first.updated) == (later.id, "2025-05-20T08:00:00Z") and later.updated == "2025-05-21T09:30:00Z"


def test_a_feed_that_did_not_change_is_not_sent_again(client):
    tag = client.get("/ar/events.atom").headers["etag"]
    assert client.get("/ar/events.atom", headers={"if-none-match": tag}).status_code == 304
    assert client.get("/en/events.atom", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_planned_meetings_as_a_calendar(place, lang):
    with open_store(place) as store:
        add(store, [record("p1", PLANNED, published="2025-05-20")])
    client = TestClient(make_app(place), HOME)
    answer = client.get(f"/{lang}/calendar.ics")
    assert answer.status_code == 200 and answer.headers["content-type"] == "text/calendar; charset=utf-8"
    meetings = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert [one["DTSTART"].dt.isoformat() for one in meetings] == ["2025-05-26"]
    assert meetings[0]["URL"].startswith(f"{HOME}/{lang}/events/")
    for query, number in (("actor=FRA", 0), ("month=2025-05", 1), ("month=2025-06", 0)):
        found = icalendar.Calendar.from_ical(client.get(f"/{lang}/calendar.ics?{query}").content).walk("VEVENT")
        assert len(found) == number, query
    headline = re.sub("[\u2066-\u2069]", "", str(meetings[0]["SUMMARY"]))
    assert headline in "".join(Markup(client.get(f"/{lang}/events").text).text), "calendars call a meeting as pages do"


def test_a_bad_filter_is_told_on_a_page(client):
    answer = client.get("/ar/events.atom?actr=IRN")
    assert answer.status_code == 400 and "text/html" in answer.headers["content-type"]
