"""REST: every question has an address that answers as the description says, page by page, as streams, with tags."""

import csv
import gzip
import io
import json
import re
from urllib.parse import quote, urlsplit

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, checks
from starlette.testclient import TestClient

from musnad import asking
from musnad.asking.answers import Selection
from musnad.exports.formats import FORMATS
from musnad.record import Record
from musnad.server.api.endpoints import ENDPOINTS
from musnad.server.api.openapi import examples, openapi
from musnad.server.app import make_app
from musnad.server.settings import Settings
from musnad.store import add, judgements_of, open_store
from tests.store.articles import record, samples

FREE = Settings(reads=1e9, reads_at_once=1e9, writes=1e9, writes_at_once=1e9)
HOME = "http://127.0.0.1:8321"
ROOT = "/api/v1"
TOKEN = "a-token-for-tests-only"
REFUSED = frozenset({"POST /judgements"})
"""Operations that made-up values can hardly please, as those that ask for an id."""
ITEM = "s14-fourth-round-postponed#e1"
TEXT = "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الإيراني عباس عراقجي في موسكو أمس."


@pytest.fixture(scope="module")
def app(sample_place):
    return make_app(sample_place, FREE)


@pytest.fixture(scope="module")
def client(app):
    return TestClient(app, HOME)


@pytest.fixture
def fresh(place):
    """A client of a server over a new collection of two articles, on either database."""
    with open_store(place) as store:
        add(store, [record("a1"), record("a2", outlet="صحيفة أخرى", published="2025-04-20")])
    return TestClient(make_app(place, FREE), HOME)


def _address(endpoint):
    """An endpoint's address with its parameters' examples in it."""
    path = endpoint.path
    for one in endpoint.path_parameters:
        path = path.replace(f"{{{one.name}}}", quote(one.example))
    words = "&".join(f"q={quote(one.example)}" for one in endpoint.query_parameters if one.name == "q")
    return f"{ROOT}{path}?{words}" if words else ROOT + path


def _valid(value, schema):
    whole = schema | {"components": openapi()["components"]}
    jsonschema.Draft202012Validator(whole).validate(value)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.path)
def test_answers_are_what_the_description_says(client, endpoint):
    answer = client.get(_address(endpoint))
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    described = openapi()["paths"][endpoint.path]["get"]["responses"]["200"]["content"]["application/json"]
    _valid(answer.json(), described["schema"])
    _valid(described["example"], described["schema"])
    assert re.search("[\u0621-\u064a]", json.dumps(described["example"], ensure_ascii=False)) or endpoint.path in {"/timeline"}


def test_the_description_is_openapi_and_knows_every_address(client, app):
    shown = client.get(f"{ROOT}/openapi.json").json()
    assert shown["openapi"] == "3.1.0"
    assert set(examples()) == {one.path for one in ENDPOINTS} | {"/read"}
    operations = [one for path in shown["paths"].values() for one in path.values()]
    assert len({one["operationId"] for one in operations}) == len(operations)
    assert all(one["summary"] and one["description"] for one in operations)
    assert all(each["description"] for one in operations for each in one["parameters"])
    references = set(re.findall(r"#/components/schemas/([^\"]+)", json.dumps(shown)))
    assert references <= set(shown["components"]["schemas"])


@pytest.fixture(scope="module")
def described(sample_place):
    """The operations as schemathesis reads them from the running application, which it calls «testserver»."""
    known = FREE.model_copy(update={"hosts": ("testserver",), "token": TOKEN})
    schema = schemathesis.openapi.from_asgi(f"{ROOT}/openapi.json", make_app(sample_place, known))
    return {one.ok().label: one.ok() for one in schema.get_all_operations()}


@pytest.mark.parametrize("label", [f"{method.upper()} {path}" for path, one in openapi()["paths"].items() for method in one])
def test_whatever_is_asked_is_answered_as_described(described, label):
    wanted = [
        checks.not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_schema_conformance,
    ]

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(st.one_of(described[label].as_strategy(generation_mode=mode) for mode in GenerationMode))
    def ask(case):
        statuses.add(case.call_and_validate(headers={"Authorization": f"Bearer {TOKEN}"}, checks=wanted).status_code)

    statuses = set()
    ask()
    assert statuses & {200, 201, 304} or "{" in label or label in REFUSED, statuses


@pytest.mark.parametrize("kind", ["events", "statements", "articles", "days"])
def test_pages_follow_one_another_to_the_end(client, kind):
    whole = client.get(f"{ROOT}/{kind}?limit=200").json()
    assert whole["next"] is None and len(whole["items"]) == whole["total"]
    found, address = [], f"{ROOT}/{kind}?limit=7"
    while address:
        answer = client.get(address)
        found += answer.json()["items"]
        assert len(answer.json()["items"]) <= 7 and answer.json()["total"] == whole["total"]
        address = answer.json()["next"]
        assert answer.links.get("next", {}).get("url") == address
    assert found == whole["items"]


def test_a_selection_narrows_and_is_carried_on_to_the_next_page(client):
    query = f"actor={quote('إيران')}&type=CONSULT&since=2025&limit=3"
    page = client.get(f"{ROOT}/events?{query}").json()
    everything = list(asking.every_event(client.app.state.store, Selection(actor=("إيران",), type=("CONSULT",), since="2025")))
    assert 3 < page["total"] == len(everything)
    assert [one["id"] for one in page["items"]] == [one.id for one in everything[:3]]
    following = client.get(page["next"]).json()
    assert [one["id"] for one in following["items"]] == [one.id for one in everything[3:6]]
    assert {"actor=", "type=CONSULT", "since=2025", "limit=3", "after="} <= set(
        re.findall(r"[a-z]+=(?:CONSULT|2025|3)?", page["next"])
    )


@pytest.mark.parametrize("kind", ["events", "statements", "articles"])
def test_streams_hold_the_whole_list(client, kind):
    whole = client.get(f"{ROOT}/{kind}?limit=200").json()["items"]
    lines = client.get(f"{ROOT}/{kind}?format=jsonl")
    assert lines.headers["content-type"] == "application/jsonl"
    assert [json.loads(line) for line in lines.content.splitlines()] == whole
    assert client.get(f"{ROOT}/{kind}", headers={"accept": "application/x-ndjson"}).content == lines.content
    table = client.get(f"{ROOT}/{kind}?format=csv")
    assert table.headers["content-type"].startswith("text/csv") and f"musnad-{kind}.csv" in table.headers["content-disposition"]
    assert [row["id"] for row in csv.DictReader(io.StringIO(table.text))] == [one["id"] for one in whole]
    assert client.get(f"{ROOT}/{kind}", headers={"accept": "text/csv, */*;q=0.5"}).content == table.content
    assert client.get(f"{ROOT}/{kind}", headers={"accept": "text/html,*/*"}).json()["total"] == len(whole)


def test_a_stream_has_no_pages_and_tells_bad_questions_before_it_begins(client):
    assert client.get(f"{ROOT}/events?format=csv&limit=3").status_code == 400
    bad = client.get(f"{ROOT}/events?format=csv&actor={quote('لا أحد بهذا الاسم')}")
    assert bad.status_code == 400 and bad.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_form_of_export_has_an_address(client, name):
    answer = client.get(f"{ROOT}/export/{name}?type=CONSULT&language=ar")
    assert answer.status_code == 200 and answer.content
    assert answer.headers["content-type"].partition(";")[0] == FORMATS[name].media.partition(";")[0]
    assert f'{FORMATS[name].ending}"' in answer.headers["content-disposition"]


def test_tables_of_exports(client):
    for table in ("events", "reports", "statements", "articles"):
        answer = client.get(f"{ROOT}/export/csv?table={table}")
        assert answer.status_code == 200 and len(answer.text.splitlines()) > 10
    assert {one["name"] for one in client.get(f"{ROOT}/export").json()} == set(FORMATS)
    assert client.get(f"{ROOT}/export/gdlt").status_code == 404 and "gdelt" in client.get(f"{ROOT}/export/gdlt").json()["detail"]
    assert client.get(f"{ROOT}/export/csv?table=evnts").json()["suggestions"] == ["events"]


def test_tags_change_with_the_collection_and_only_then(fresh):
    address = f"{ROOT}/events?limit=5"
    first = fresh.get(address)
    tag = first.headers["etag"]
    assert fresh.get(address).headers["etag"] == tag
    unchanged = fresh.get(address, headers={"if-none-match": tag})
    assert unchanged.status_code == 304 and unchanged.content == b"" and unchanged.headers["etag"] == tag
    assert fresh.get(address, headers={"if-none-match": f'"x", {tag}'}).status_code == 304
    assert fresh.get(f"{ROOT}/events?limit=6", headers={"if-none-match": tag}).status_code == 200
    assert fresh.get(f"{address}&format=json", headers={"if-none-match": tag, "accept": "text/csv"}).status_code == 200
    add(fresh.app.state.store, [record("a3", published="2025-05-01")])
    changed = fresh.get(address, headers={"if-none-match": tag})
    assert changed.status_code == 200 and changed.headers["etag"] != tag
    event = changed.json()["items"][0]["id"]
    now = fresh.get(address).headers["etag"]
    assert fresh.post(f"{ROOT}/judgements", json={"item": event, "verdict": "right", "by": "ليلى"}).status_code == 201
    assert fresh.get(address, headers={"if-none-match": now}).status_code == 200


def test_csv_and_json_have_tags_of_their_own(client):
    tags = {client.get(f"{ROOT}/events", headers={"accept": kind}).headers["etag"] for kind in ("text/csv", "application/json")}
    assert len(tags) == 2


def test_head_and_gzip(client):
    whole = client.get(f"{ROOT}/events")
    assert whole.headers["content-encoding"] == "gzip"
    head = client.head(f"{ROOT}/events")
    assert head.status_code == 200 and head.content == b"" and head.headers["etag"] == whole.headers["etag"]
    plain = client.get(f"{ROOT}/events", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers and plain.json() == whole.json()
    assert len(gzip.compress(plain.content)) < len(plain.content) / 3
    assert client.head(f"{ROOT}/export/package").content == b""


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/events?actr=IRN", 400, "did you mean actor"),
        ("/events?type=CONSLUT", 400, "CONSULT"),
        ("/events?since=yesterday", 400, "yesterday"),
        ("/events?limit=0", 400, "between 1 and 200"),
        ("/events?limit=many", 400, "whole number"),
        ("/events?after=xyz", 400, ""),
        ("/events?format=xml", 400, "known: json, jsonl, csv"),
        ("/events/0000000000000000", 404, "0000000000000000"),
        ("/events/e1", 404, "e1"),
        ("/events/" + "9" * 500, 404, ""),
        ("/statements/0000000000000000", 404, "0000000000000000"),
        ("/articles/no-such-article", 404, "no-such-article"),
        ("/actors/" + quote("لا أحد بهذا الاسم"), 404, ""),
        ("/pairs/IRN/" + quote("لا أحد بهذا الاسم"), 404, ""),
        ("/pairs/IRN/OMN?step=weak", 400, "did you mean week?"),
        ("/search?actor=IRN", 400, "no parameter «actor»"),
        ("/collection?x=1", 400, "no parameter"),
        ("/nothing", 404, ""),
    ],
)  # fmt: skip
def test_bad_questions_are_problems_that_say_what_to_do(client, address, status, words):
    answer = client.get(ROOT + address)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status and words in answer.json()["detail"]
    jsonschema.validate(answer.json(), openapi()["components"]["schemas"]["Problem"])


def test_names_lead_to_what_may_have_been_meant(client):
    answer = client.get(f"{ROOT}/events?actor={quote('لافرووف')}")
    assert answer.status_code == 200 or answer.json()["suggestions"]
    assert client.get(f"{ROOT}/actors/Lavrv").status_code in {200, 404}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_questions_can_only_be_asked(client, method):
    answer = client.request(method, f"{ROOT}/events", json={})
    assert answer.status_code == 405 and "GET" in answer.headers["allow"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_text_is_read_and_not_kept(fresh):
    before = fresh.get(f"{ROOT}/collection").json()
    answer = fresh.post(f"{ROOT}/read", json={"text": TEXT, "published": "2025-04-19", "outlet": "صحيفة المشرق"})
    assert answer.status_code == 200
    read = Record.from_json(answer.content)
    assert read.document.text == TEXT and read.events[0].type == "CONSULT" and read.events[0].when == "2025-04-18"
    assert fresh.get(f"{ROOT}/collection").json() == before


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"content": b"{}"}, 415),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400),
        ({"content": b'{"text": "\xff"}', "headers": {"content-type": "application/json"}}, 400),
        ({"json": {}}, 422),
        ({"json": {"text": ""}}, 422),
        ({"json": {"text": "   "}}, 200),
        ({"json": {"text": TEXT, "tagger": "oracle"}}, 422),
        ({"json": {"text": TEXT, "colour": "red"}}, 422),
        ({"json": {"text": "ا" * 100_001}}, 422),
        ({"json": {"text": 5}}, 422),
        ({"json": [TEXT]}, 422),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused(client, sent, status):
    assert client.post(f"{ROOT}/read", **sent).status_code == status


def test_judgements_are_added_and_win(fresh):
    event = fresh.get(f"{ROOT}/events").json()["items"][0]
    given = {"item": event["evidence"]["id"], "verdict": "corrected", "field": "status", "value": "cancelled", "by": "ليلى", "reason": "أُلغي", "time": "2025-05-01T10:00:00+00:00"}  # fmt: skip
    first = fresh.post(f"{ROOT}/judgements", json=given)
    assert first.status_code == 201 and first.json()["new"] and first.json()["verdict"] == "corrected"
    again = fresh.post(f"{ROOT}/judgements", json=given)
    assert again.status_code == 200 and not again.json()["new"] and again.json()["id"] == first.json()["id"]
    page = fresh.get(f"{ROOT}/events/{event['evidence']['id']}").json()
    judged = next(one for one in page["reports"] if one["id"] == event["evidence"]["id"])
    assert judged["status"] == "cancelled" and judged["judged"] == "corrected"
    with fresh.app.state.store.reading() as connection:
        assert [(one.author, one.reason) for one in judgements_of(connection)] == [("ليلى", "أُلغي")]


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({"item": "no-such#e1", "verdict": "right", "by": "x"}, 404, "no-such"),
        ({"item": "ffffffffffffffff", "verdict": "right", "by": "x"}, 404, ""),
        ({"item": ITEM, "verdict": "perhaps", "by": "x"}, 422, "perhaps"),
        ({"item": ITEM, "verdict": "right", "by": "  "}, 422, "author"),
        ({"item": ITEM, "verdict": "right"}, 422, "by"),
        ({"item": ITEM, "verdict": "corrected", "by": "x"}, 422, "names a field"),
        ({"item": ITEM, "verdict": "corrected", "by": "x", "field": "trigger", "value": "y"}, 422, "trigger"),
        ({"item": ITEM, "verdict": "corrected", "by": "x", "field": "actors", "value": []}, 422, "actor"),
        ({"item": ITEM, "verdict": "right", "by": "x", "time": "yesterday"}, 422, "yesterday"),
        ({"item": ITEM, "verdict": "right", "by": "x\x00y"}, 422, ""),
    ],
)  # fmt: skip
def test_judgements_that_do_not_fit_are_refused(client, given, status, words):
    answer = client.post(f"{ROOT}/judgements", json=given)
    assert answer.status_code == status, answer.text
    assert words in answer.json()["detail"]


def test_the_schema_of_a_record(client):
    jsonschema.validate(json.loads(samples()[0].to_json()), client.get(f"{ROOT}/schema").json())


def test_links_are_of_this_server(client):
    for lang in ("ar", "en"):
        text = client.get(f"/{lang}/events.atom", headers={"host": "localhost:9"}).text
        assert {urlsplit(found).netloc for found in re.findall(r'href="(http[^"]+)"', text)} == {"localhost:9"}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_page_of_ours_lists_every_address(client, lang):
    shown = client.get(f"/{lang}/api")
    assert shown.status_code == 200 and f'lang="{lang}"' in shown.text
    for path in openapi()["paths"]:
        assert f"{ROOT}{path}" in shown.text
    assert not re.search(r'(?:src|href)="https?:', shown.text)
    for link in re.findall(r'href="(/api/[^"]+|/(?:ar|en)/[a-z]+\.[a-z]+)"', shown.text):
        assert client.get(link).status_code in {200, 400}, link
