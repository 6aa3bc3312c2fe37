"""The day, events, statements, search, calendar, lists and about, over the sample articles."""

import csv
import html
import io
import re
from pathlib import Path

import msgspec
import pytest

from musnad import asking, merging
from musnad.asking import Article, Event, EventPage, Page, Selection, Statement, StatementPage
from musnad.server import templating, texts
from musnad.server.headline import headline
from musnad.server.pages.calendar import WEEK_BEGINS, sheet
from musnad.server.showing import chip_of, span_of
from tests.server.events import IRAN, event
from tests.server.markup import Markup

PAGES = [
    "/", "/events", "/?type=CONSULT&actor=IRN&sources=2", "/?q=محادثات", "/statements", "/statements?actor=عراقجي", "/search", "/search?q=إيران",
    "/search?q=Lavrov", "/search?q=لاشيءهنا", "/calendar", "/calendar?month=2025-04", "/articles", "/actors", "/actors?q=عراقجي",
    "/actors?q=qqq", "/about",
]  # fmt: skip


@pytest.fixture(scope="module")
def everything(app):
    return list(asking.every_event(app.state.store, Selection()))


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_are_well_formed_in_both_languages(client, lang, path):
    answer = client.get(f"/{lang}{path}")
    assert answer.status_code == 200
    assert Markup(answer.text).faults == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_event_has_a_page_that_is_well_formed_and_names_all_its_reports(client, app, everything, lang):
    for one in everything:
        answer = client.get(f"/{lang}/events/{one.id}")
        assert answer.status_code == 200
        read = Markup(answer.text)
        assert read.faults == []
        page = asking.event_page(app.state.store, one.id)
        assert {f"r-{report.id}" for report in page.reports} <= set(read.ids)
        assert str(headline(one, "ar", titles=lang == "ar")) in answer.text
        assert str(headline(one, "en", titles=lang == "en")) in answer.text


def test_every_statement_has_a_page(client, app):
    for one in asking.every_statement(app.state.store, Selection()):
        answer = client.get(f"/ar/statements/{one.id}")
        assert answer.status_code == 200
        assert Markup(answer.text).faults == []


def test_a_list_page_by_page_shows_everything_once(client, everything):
    seen, address = [], "/en/events?order=-day"
    while address:
        text = client.get(address).text
        seen += [link.rsplit("/", 1)[1] for link in _rows(text)]
        following = re.search(r'rel="next" href="([^"]+)"', text)
        address = html.unescape(following[1]) if following else None
        assert len(seen) < 1000
    assert sorted(seen) == sorted(one.id for one in everything)
    assert any(one.day is None for one in everything)


def test_filters_narrow_the_list_and_each_can_be_dropped(client):
    answer = client.get("/en/?type=CONSULT&actor=Iran&actor=Oman")
    read = Markup(answer.text)
    found = client.get("/en/events.json?type=CONSULT&actor=Iran&actor=Oman").json()
    assert found["items"] and {one["type"] for one in found["items"]} == {"CONSULT"}
    assert "/en/?actor=Iran&actor=Oman" in read.links and "/en/?actor=Iran&type=CONSULT" in read.links
    assert '<input type="hidden" name="actor" value="Oman">' in answer.text
    assert '<option value="CONSULT" selected>' in answer.text


def test_the_fields_of_a_form_are_sent_empty_and_mean_nothing(client):
    whole, empty = client.get("/ar/events"), client.get("/ar/events?actor=&type=&since=&until=&q=")
    assert _rows(whole.text) == _rows(empty.text)


def test_what_is_planned_stands_in_its_own_column_with_its_state(client, app):
    answer = client.get("/ar/").text
    unheard = asking.events(
        app.state.store, Selection(outcome=("never reported",), status=("planned",), order="-day"), None, 2
    ).items
    assert unheard and all(f'href="/ar/events/{one.id}"' in answer for one in unheard)
    assert "لم يتأكد حصوله" in answer


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/events", Page[Event]), ("/statements", Page[Statement]), ("/articles", Page[Article]), ("/calendar", Page[Event])],
)
def test_lists_are_data_beside_the_page(client, path, kind):
    found = msgspec.json.decode(client.get(f"/ar{path}.json").content, type=kind)
    rows = list(csv.DictReader(io.StringIO(client.get(f"/en{path}.csv").text)))
    assert len(rows) == found.total
    assert [one.id for one in found.items] == [row["id"] for row in rows[: len(found.items)]] or path == "/events"
    links = Markup(client.get(f"/ar{path}").text).links
    assert f"/ar{path}.json" in links and f"/ar{path}.csv" in links


def test_an_event_and_a_statement_are_data_too(client, everything):
    found = msgspec.json.decode(client.get(f"/en/events/{everything[0].id}.json").content, type=EventPage)
    rows = list(csv.DictReader(io.StringIO(client.get(f"/en/events/{everything[0].id}.csv").text)))
    assert {report.id for report in found.reports} == {row["id"] for row in rows}
    said = msgspec.json.decode(client.get("/en/statements.json").content, type=Page[Statement]).items[0]
    assert msgspec.json.decode(client.get(f"/en/statements/{said.id}.json").content, type=StatementPage).statement.id == said.id


def test_data_that_cant_be_given_is_a_problem(client):
    answer = client.get("/ar/events.json?actor=Lavrof")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["field"] == "actor"
    assert client.get("/ar/events/nowhere.json").status_code == 404
    assert client.get("/ar/events.csv?colour=red").headers["content-type"] == "application/problem+json"


def test_the_id_of_a_report_leads_to_its_happening(client, app, everything):
    one = next(e for e in everything if e.reports > 1)
    page = asking.event_page(app.state.store, one.id)
    other = next(report.id for report in page.reports if report.id != one.id)
    answer = client.get(f"/en/events/{other}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (302, f"/en/events/{one.id}")
    text = client.get(f"/ar/events/{one.id}").text
    assert "لماذا جُمعت هذه الأخبار" in text and "reason." not in text


def test_those_who_deny_hang_on_other_branches_and_say_so(client, everything):
    denied = [one for one in everything if one.stance in ("denied", "both")]
    assert denied
    for one in denied:
        answer = client.get(f"/en/events/{one.id}").text
        assert '<li class="denying">' in answer and "✕ denies" in answer
    assert '<li class="denying">' not in client.get(f"/en/events/{next(e for e in everything if e.stance == 'asserted').id}").text


def test_accounts_that_differ_stand_side_by_side(client, everything):
    for one in (e for e in everything if e.contradicted):
        answer = client.get(f"/ar/events/{one.id}").text
        assert "حيث تتعارض الروايات" in answer and 'class="versions"' in answer


def test_the_words_of_a_report_lead_to_their_place_in_the_article(client, everything):
    one = everything[0]
    links = Markup(client.get(f"/ar/events/{one.id}").text).links
    there = f"/ar/articles/{one.evidence.article.id}#{one.evidence.local}"
    assert there in links
    assert one.evidence.local in Markup(client.get(there.partition("#")[0]).text).ids


def test_a_citation_names_the_sentence_the_reports_and_the_address(client, everything):
    one = everything[0]
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", client.get(f"/en/events/{one.id}").text, re.DOTALL)[1]
    assert f"http://127.0.0.1:8000/en/events/{one.id}" in text and "Musnad, “" in text


def test_search_shows_where_the_words_stand(client):
    answer = client.get("/en/search?q=مسقط").text
    assert answer.count('<mark class="hit">') > 5
    assert "Nothing found" in client.get("/en/search?q=لاشيءهنا").text
    assert 'href="/ar/actors/' in client.get("/ar/search?q=Araghchi").text


def test_filters_that_cant_be_understood_are_told_in_the_page_s_language_with_a_way_on(client):
    answer = client.get("/ar/?actor=Lavrof&type=CONSULT")
    assert answer.status_code == client.get("/api/v1/events?actor=Lavrof").status_code == 400
    assert "لم يُعرف الطرف الذي كتبته" in answer.text
    way = next(link for link in Markup(answer.text).links if "actor=Sergey" in link)
    assert "type=CONSULT" in way and client.get(way).status_code == 200
    bad = client.get("/ar/?since=soon")
    assert bad.status_code == 400 and "لم يُفهم بدء المدة" in bad.text
    assert client.get("/en/calendar?month=2025-13").status_code == 400
    assert client.get("/en/calendar?month=0001-01").status_code == 400
    nobody = client.get("/ar/actors/Lavrof")
    assert nobody.status_code == client.get("/api/v1/actors/Lavrof").status_code == 404
    assert client.get(next(link for link in Markup(nobody.text).links if "/ar/actors/Sergey" in link)).status_code == 200


@pytest.mark.parametrize(
    ("path", "words"),
    [("/?since=2025-05&until=2025-04", "بدء المدة متأخر عن نهايتها"), ("/articles?counterpart=IRN", "لا ينطبق على هذه القائمة: الطرف المقابل"),
     ("/?role=actor", "اختر الطرف أيضًا"), ("/?since=2025&since=2024", "قيمة واحدة: من يوم"), ("/?sources=many", "عددًا صحيحًا"),
     ("/?colour=red", "شرط لا يُعرف"), ("/?q=%FF", "UTF-8"), ("/pairs/IRN/IRN", "اسمين لطرفين"), ("/?today=soon", "اليوم الذي يُنظر منه"),
     ("/?stance=maybe", "مثبَت"), ("/?order=size", "لا تُرتَّب"), ("/pairs/IRN/OMN?step=year", "شهر أو أسبوع")],
)  # fmt: skip
def test_what_is_wrong_with_a_question_is_said_in_arabic(client, path, words):
    answer = client.get(f"/ar{path}")
    assert answer.status_code == 400 and words in answer.text
    assert client.get(f"/en{path}").status_code == 400


def test_every_field_of_a_question_that_may_be_at_fault_has_words():
    missing = [name for name in ("actor", "counterpart", "place", "since", "until", "outlet", "voice", "office", "type", "mode", "status",
                                 "outcome", "words", "after", "id", "today", "month") if f"asking.{name}" not in texts.table()]  # fmt: skip
    assert not missing


def test_every_reason_for_merging_has_words():
    source = (Path(merging.__file__).parent / "likeness.py").read_text("utf-8")
    names = set(re.findall(r'Reason\(\s*"([a-z ]+)"', source)) | set(
        re.findall(r'"([a-z ]+)" if share == 1 else "([a-z ]+)"', source).pop()
    )
    assert len(names) > 12
    assert not [name for name in names if f"reason.{name.replace(' ', '_')}" not in texts.table()]


def test_a_month_has_whole_weeks_and_puts_what_has_no_day_below():
    on = event(first="2025-04-19", last="2025-04-19")
    vague = event(first="2025-04-01", last="2025-04-30")
    made = sheet("2025-04", (on, vague))
    assert [cell.day for cell in made.cells[:2]] == ["", "2025-04-01"]
    assert len(made.cells) % 7 == 0
    assert next(cell for cell in made.cells if cell.day == "2025-04-19").events == (on,)
    assert made.vague == (vague,) and (made.before, made.after) == ("2025-03", "2025-05")
    assert sheet("2025-12", ()).after == "2026-01"


def test_a_meeting_that_was_announced_and_held_stays_on_its_day(client, app):
    announced = asking.every_event(
        app.state.store, Selection(type=("CONSULT",), announced=1, since="2023-04-06", until="2023-04-06")
    )
    (held,) = (one for one in announced if one.outcome == "happened")
    for lang in ("ar", "en"):
        assert f"/{lang}/events/{held.id}" in client.get(f"/{lang}/calendar?month=2023-04").text


def test_an_arabic_week_begins_on_saturday():
    made = sheet("2025-04", (), WEEK_BEGINS["ar"])  # the first of April 2025 was a Tuesday
    assert made.weekdays[:2] == (5, 6)
    assert [cell.day for cell in made.cells[:4]] == ["", "", "", "2025-04-01"]
    assert len(made.cells) % 7 == 0


@pytest.mark.parametrize(
    ("first", "last", "ar"),
    [("2025-04-12", "2025-04-12", "12 نيسان/أبريل 2025"), ("2025-04-01", "2025-04-30", "نيسان/أبريل 2025"), ("2025-01-01", "2025-12-31", "2025"),
     ("2025-04-14", "2025-04-20", "14–20 نيسان/أبريل 2025"), ("2025-04-12", "9999-12-31", "منذ 12 نيسان/أبريل 2025"), ("0001-01-01", "2025-04-12", "حتى 12 نيسان/أبريل 2025"),
     ("2024-02-01", "2024-02-28", "1–28 شباط/فبراير 2024")],
)  # fmt: skip
def test_the_days_of_an_event_are_written_once(first, last, ar):
    assert span_of(event(first=first, last=last, day=first), "ar") == ar


def test_a_disputed_event_is_shown_as_disputed_whatever_its_status():
    assert chip_of(event(stance="both", outcome="ahead")) == "both"
    assert chip_of(event(outcome="never reported")) == "never"


def test_without_built_assets_pages_still_stand(client, monkeypatch):
    monkeypatch.setattr(templating, "_manifest", dict)
    answer = client.get("/ar/")
    assert answer.status_code == 200
    assert "stylesheet" not in answer.text and "<img" not in answer.text
    assert templating.flag_url(IRAN) is None


def _rows(text):
    """The addresses of the events of a list, without those ahead."""
    return re.findall(r'<h3><a href="(/\w\w/events/\w+)"', text)
