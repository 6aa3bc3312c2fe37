"""An article's page: its text whole under all marks, entries that answer them, and judgements that are added."""

import html
import re

import pytest
from fastapi.testclient import TestClient

from musnad import asking
from musnad.server.app import make_app
from musnad.server.layered import Layered
from musnad.store import add, judgements_of, open_store, records
from tests.server.markup import Markup
from tests.store.articles import samples

POSTPONED = "s14-fourth-round-postponed"
NESTED = "s29-drones-nested"


@pytest.fixture(scope="module")
def all_records(app):
    return list(records(app.state.store))


@pytest.fixture
def judging(tmp_path):
    """A browser at a server over a few articles of its own, so that judgements harm no other test."""
    place = str(tmp_path / "judged.db")
    with open_store(place) as store:
        add(store, [one for one in samples() if one.document.id in (POSTPONED, NESTED)])
    return TestClient(make_app(place), base_url="http://127.0.0.1:8000", follow_redirects=False)


def _text_of(page):
    """The article's text as the page shows it, a line for each paragraph."""
    body = re.search(r'<div class="article-text"[^>]*>(.*?)</div>', page, re.S)[1]
    lines = re.findall(r"<p>(.*?)</p>", body, re.S)
    return [html.unescape(re.sub(r"<[^>]*>", "", line)) for line in lines]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_article_has_a_page_that_is_well_formed_and_holds_its_whole_text(client, all_records, lang):
    for record in all_records:
        answer = client.get(f"/{lang}/articles/{record.document.id}")
        assert answer.status_code == 200
        assert Markup(answer.text).faults == []
        assert _text_of(answer.text) == [line for line in record.document.text.split("\n") if line.strip()]


def test_every_mark_leads_to_an_entry_and_every_entry_back(client, all_records):
    for record in all_records:
        read = Markup(client.get(f"/en/articles/{record.document.id}").text)
        ids = set(read.ids)
        within = {link[1:] for link in read.links if link.startswith("#")} - {"content"}
        assert within <= ids
        items = {one.id for one in (*record.events, *record.statements)} | {f"who-{one.id}" for one in record.entities}
        assert items <= ids
        places = Layered(record).places
        assert all(f"t{places[item][0]}" in within for item in items if item in places)


def test_marks_that_overlap_are_all_there(all_records):
    for record in all_records:
        layered = Layered(record)
        pieces = [piece for line in layered.paragraphs for piece in line]
        for mark in layered.marks:
            inside = "".join(
                p.text for p in pieces if mark.start <= p.start and p.start + len(p.text) <= mark.end and mark.item in p.items
            )
            assert inside == record.document.text[mark.start : mark.end].replace("\n", "")


def test_layers_can_be_switched_by_the_address(client):
    page = client.get(f"/en/articles/{POSTPONED}?layer=times").text
    assert re.findall(r'name="layer" value="(\w+)" checked', page) == ["times"]
    assert "off-events off-statements off-entities" in page
    body = re.search(r'<div class="article-text".*?</div>', page, re.S)[0]
    assert set(re.findall(r'href="#(\w+)"', body)) == {"time1", "time2"}


def test_an_item_that_is_asked_for_stands_out(client):
    body = client.get(f"/en/articles/{POSTPONED}?mark=e3").text
    assert {"e3"} == {
        "e3"
        for items in re.findall(r'class="[^"]*picked" id="t\d+" href="[^"]*" data-items="([^"]*)"', body)
        if "e3" in items.split()
    }
    assert "picked" not in client.get(f"/en/articles/{POSTPONED}").text


def test_entries_tell_the_chain(client):
    page = client.get(f"/en/articles/{POSTPONED}").text
    entry = re.search(r'<article class="entry entry-event[^>]*id="e1".*?</article>', page, re.S)[0]
    assert "Badr al-Busaidi" in entry and "Asserted by" in entry and "Called off" in entry
    assert re.search(r'href="/en/events/[0-9a-f]{16}"', entry)


def test_data_beside_the_page(client):
    data = client.get(f"/en/articles/{NESTED}.json").json()
    assert data["article"]["name"] == NESTED and data["record"]["events"]
    table = client.get(f"/en/articles/{NESTED}.csv")
    assert table.headers["content-type"].startswith("text/csv") and table.text.count("\n") > 1
    assert client.get("/en/articles/none.json").status_code == 404
    assert client.get("/ar/articles/none").status_code == 404


def test_a_judgement_is_added_and_shown(judging):
    page = judging.get(f"/en/articles/{POSTPONED}").text
    item = re.search(r'name="right" value="([0-9a-f]{16})" aria-label="Right: Event 1', page)[1]
    sent = judging.post(f"/en/articles/{POSTPONED}/judgements", data={"author": "ليلى", "reason": "من <البيان>", "right": item})
    assert sent.status_code == 303 and sent.headers["location"] == f"/en/articles/{POSTPONED}#e1"
    assert "samesite=strict" in sent.headers["set-cookie"].lower()
    page = judging.get(f"/en/articles/{POSTPONED}").text
    assert "judged-right" in page and "من &lt;البيان&gt;" in page
    assert 'value="ليلى"' in page
    assert _judgements(judging) == [("right", None, None, "ليلى")]


def test_a_field_is_corrected_and_the_correction_wins(judging):
    page = judging.get(f"/ar/articles/{POSTPONED}").text
    address = re.search(r'href="(/ar/articles/[0-9a-f]{16}/items/([0-9a-f]{16}))"', page)
    form = judging.get(address[1])
    assert form.status_code == 200 and Markup(form.text).faults == []
    sent = judging.post(
        f"/ar/articles/{POSTPONED}/judgements",
        data={"author": "ليلى", "item": address[2], "field": "when", "when": "2025-05-03", "status": "occurred"},
    )
    assert sent.status_code == 303
    assert _judgements(judging) == [("corrected", "when", "2025-05-03", "ليلى")]
    answer = judging.get(f"/ar/articles/{POSTPONED}.json").json()
    event = next(e for e in answer["record"]["events"] if answer["items"]["event"][e["id"]]["id"] == address[2])
    assert event["when"] == "2025-05-03" and event["status"] == "cancelled"
    assert asking.event_page(judging.app.state.store, address[2]).event.day == "2025-05-03"


@pytest.mark.parametrize(
    ("field", "given", "wanted"),
    [
        ("status", {"status": "not_occurred"}, "not_occurred"),
        ("type", {"type": "AGREE"}, "AGREE"),
        ("mode", {"mode": ""}, None),
        ("place", {"place": ""}, None),
        ("actors", {"actors": ["united_states", "iran", "iran"]}, ["united_states", "iran"]),
        ("recipients", {}, []),
        ("contexts", {"contexts": ["military"]}, ["military"]),
        ("participants", {"participants.0.entity": "", "participants.1.entity": "iran", "participants.1.role": "host"},
         [{"entity": "iran", "role": "host"}]),
        ("claims", {"claims.0.stance": "denies", "claims.0.chain.1": "iran", "claims.0.chain.0": "tammy_bruce", "claims.1.stance": "asserts"},
         [{"stance": "denies", "chain": ["tammy_bruce", "iran"]}]),
    ],
)  # fmt: skip
def test_each_field_of_an_event_has_inputs_that_fit(judging, field, given, wanted):
    answer = judging.get(f"/en/articles/{POSTPONED}.json").json()
    item = answer["items"]["event"]["e1"]["id"]
    form = judging.get(f"/en/articles/{POSTPONED}/items/{item}").text
    names = set(re.findall(r'(?:input|select)[^>]* name="([^"]+)"', form))
    assert set(given) <= names or not given
    sent = judging.post(f"/en/articles/{POSTPONED}/judgements", data={"author": "L", "item": item, "field": field, **given})
    assert sent.status_code == 303, sent.text
    event = next(e for e in judging.get(f"/en/articles/{POSTPONED}.json").json()["record"]["events"] if e["id"] == "e1")
    assert event[field] == wanted


def test_statements_and_actors_are_corrected_too(judging):
    items = judging.get(f"/en/articles/{POSTPONED}.json").json()["items"]
    for kind, local, data in (
        ("statement", "s1", {"field": "speaker", "speaker": "tammy_bruce"}),
        ("statement", "s2", {"field": "chain", "chain.0": "iran"}),
        ("statement", "s1", {"field": "mode", "mode": "direct"}),
        ("entity", "iran", {"field": "country", "country": "IRQ"}),
        ("entity", "tammy_bruce", {"field": "office", "office": "spokesperson"}),
    ):
        form = judging.get(f"/en/articles/{POSTPONED}/items/{items[kind][local]['id']}").text
        assert f'name="{next(name for name in data if name != "field")}"' in form
        sent = judging.post(f"/en/articles/{POSTPONED}/judgements", data={"author": "L", "item": items[kind][local]["id"], **data})
        assert sent.status_code == 303, sent.text
    record = judging.get(f"/en/articles/{POSTPONED}.json").json()["record"]
    statements = {s["id"]: s for s in record["statements"]}
    assert (
        statements["s1"]["speaker"] == "tammy_bruce"
        and statements["s2"]["chain"] == ["iran"]
        and statements["s1"]["mode"] == "direct"
    )
    assert {e["id"]: e["country"] for e in record["entities"]}["iran"] == "IRQ"


@pytest.mark.parametrize(
    "data",
    [
        {"author": "", "right": "ITEM"},
        {"author": "L", "right": "0" * 16},
        {"author": "L", "right": "OTHER"},
        {"author": "L", "item": "ITEM", "field": "when", "when": "tomorrow"},
        {"author": "L", "item": "ITEM", "field": "trigger", "trigger": "x"},
        {"author": "L", "item": "ITEM", "field": "status", "status": "done"},
        {"author": "L", "item": "ITEM", "field": "actors"},
        {"author": "L"},
        {},
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_changes_nothing(judging, data):
    item = judging.get(f"/en/articles/{POSTPONED}.json").json()["items"]["event"]["e1"]["id"]
    other = judging.get(f"/en/articles/{NESTED}.json").json()["items"]["event"]["e1"]["id"]
    data = {name: value.replace("ITEM", item).replace("OTHER", other) for name, value in data.items()}
    for lang in ("en", "ar"):
        sent = judging.post(f"/{lang}/articles/{POSTPONED}/judgements", data=data)
        assert sent.status_code in (404, 422)
        assert Markup(sent.text).faults == []
    assert _judgements(judging) == []


def test_keeping_the_name_judges_nothing(judging):
    sent = judging.post(f"/en/articles/{POSTPONED}/judgements", data={"author": "Layla", "remember": "1"})
    assert sent.status_code == 303 and _judgements(judging) == []
    assert 'value="Layla"' in judging.get(f"/en/articles/{NESTED}").text


def test_a_foreign_page_can_not_judge(judging):
    item = judging.get(f"/en/articles/{POSTPONED}.json").json()["items"]["event"]["e1"]["id"]
    sent = judging.post(
        f"/en/articles/{POSTPONED}/judgements", data={"author": "M", "wrong": item}, headers={"Origin": "https://elsewhere.example"}
    )
    assert sent.status_code == 403 and _judgements(judging) == []


def _judgements(client):
    with client.app.state.store.reading() as connection:
        return [(str(one.verdict), one.field, one.value, one.author) for one in judgements_of(connection)]


def test_what_was_corrected_is_told_in_the_page_s_language(judging):
    items = judging.get(f"/en/articles/{POSTPONED}.json").json()["items"]["event"]
    for data in (
        {"field": "status", "status": "planned"},
        {"field": "when", "when": "2025-05-03"},
        {"field": "actors", "actors": ["united_states"]},
    ):
        sent = judging.post(f"/en/articles/{POSTPONED}/judgements", data={"author": "L", "item": items["e1"]["id"], **data})
        assert sent.status_code == 303, sent.text
    for lang, words in (
        ("ar", ("مُعلَن عنه مسبقًا", "3 أيار/مايو 2025", "الولايات المتحدة")),
        ("en", ("announced for the future", "3 May 2025", "United States")),
    ):
        past = judging.get(f"/{lang}/articles/{POSTPONED}").text.partition('id="past"')[2]
        assert all(word in past for word in words), past
        assert ">planned<" not in past and ">2025-05-03<" not in past


def test_a_refusal_is_escaped_once_and_set_apart(judging):
    item = judging.get(f"/en/articles/{POSTPONED}.json").json()["items"]["event"]["e1"]["id"]
    sent = judging.post(
        f"/ar/articles/{POSTPONED}/judgements", data={"author": "L", "item": item, "field": "actors", "actors": ["<b>"]}
    )
    assert sent.status_code == 422 and "&lt;b&gt;" in sent.text and "&amp;lt;" not in sent.text and "&amp;#" not in sent.text
    assert 'لم يُقبل الحكم: <bdi lang="en" dir="ltr">' in sent.text
