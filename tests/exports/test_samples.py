"""The sample collection in every form, read by the programs that it is for; and what each form holds against what was asked."""

import csv
import io
import json
from collections import Counter
from datetime import date

import feedparser
import frictionless
import networkx
import pandas
import pyarrow.parquet
import pytest
from followthemoney import model
from followthemoney.proxy import EntityProxy
from icalendar import Calendar
from pyld import jsonld

from musnad import asking
from musnad.asking.answers import Selection
from musnad.errors import AskingError
from musnad.exports import Choice, ExportError
from musnad.exports.formats import FORMATS, TABLES, export, total
from musnad.exports.source import Source
from musnad.sources import read_documents
from tests.exports.made import all_of


def made(samples, name, selection=None, **more):
    return all_of(export(samples, name, selection, **more))


def lines(data):
    return [json.loads(line) for line in data.decode().splitlines()]


@pytest.fixture(scope="module")
def happenings(samples):
    return list(asking.every_event(samples))


@pytest.mark.parametrize("table", TABLES)
def test_tables_agree_whatever_their_form(samples, table):
    read = [*csv.DictReader(io.StringIO(made(samples, "csv", table=table).decode(), newline=""))]
    objects = lines(made(samples, "jsonl", table=table))
    columns = pyarrow.parquet.read_table(io.BytesIO(made(samples, "parquet", table=table))).to_pylist()
    tabs = pandas.read_csv(io.BytesIO(made(samples, "tsv", table=table)), sep="\t", dtype=str, keep_default_na=False)
    assert [r["id"] for r in read] == [o["id"] for o in objects] == [c["id"] for c in columns] == list(tabs["id"])
    assert len(read) > 30 and len({r["id"] for r in read}) == len(read)


def test_each_report_stands_once_under_its_happening(samples, happenings):
    reports = lines(made(samples, "jsonl", table="reports"))
    per = Counter(report["event"] for report in reports)
    assert per == {event.id: event.reports for event in happenings}


def test_words_stand_where_the_tables_say(samples):
    texts = {document.id: document.text for document in read_documents(["samples/articles"])}
    for table, words in (("reports", "evidence"), ("statements", "content")):
        for row in lines(made(samples, "jsonl", table=table)):
            assert row[words].startswith(texts[row["article_name"]][row["start"] : row["end"]])


def test_plover_polecat_and_gdelt_tell_the_same_acts(samples, happenings):
    records = lines(made(samples, "plover"))
    rows = pandas.read_csv(io.BytesIO(made(samples, "polecat")), sep="\t", dtype=str, keep_default_na=False)
    assert [r["id"] for r in records] == list(rows["Event ID"]) == [event.id for event in happenings]
    assert [r["event"][0] for r in records] == list(rows["Event Type"])
    assert any(r["event"] == ["AGREE"] and r["musnad_type"] == "CONSULT" for r in records)
    table = pandas.read_csv(io.BytesIO(made(samples, "gdelt")), sep="\t", dtype=str, keep_default_na=False)
    assert len(table) > 0 and table["GLOBALEVENTID"].is_unique
    assert set(table["EventRootCode"]) <= {f"{n:02}" for n in range(1, 21)}


def test_followthemoney(samples, happenings):
    entities = [EntityProxy.from_dict(model, line, cleaned=False) for line in lines(made(samples, "ftm"))]
    kinds = Counter(entity.schema.name for entity in entities)
    assert kinds["Event"] == len(happenings) and kinds["Documentation"] == sum(event.reports for event in happenings)
    ids = {entity.id for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        assert all(value in ids for prop, value in entity.itervalues() if prop.type.name == "entity")


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_graphs(samples, happenings, name):
    data = made(samples, name, choice=Choice(language="ar"))
    if name == "gexf":
        graph = networkx.read_gexf(io.BytesIO(data.replace(b"http://gexf.net/1.3", b"http://www.gexf.net/1.2draft", 1)))
    else:
        graph = networkx.read_graphml(io.BytesIO(data))
    people = {who.key for event in happenings for who in (*event.actors, *event.recipients)}
    assert set(graph.nodes) == people and graph.nodes["IRN"]["label"] == "إيران"
    assert sum(1 for _, _, weight in graph.edges(data="weight") if weight >= 2) > 2


@pytest.mark.parametrize("name", ["annotations", "prov"])
def test_json_ld_without_a_network(samples, name):
    def refuse(url, options=None):
        raise AssertionError(url)

    data = json.loads(made(samples, name))
    expanded = jsonld.expand(data, {"documentLoader": refuse})
    assert len(json.dumps(expanded)) > 10_000


def test_a_chain_of_three_leads_back_to_its_source(samples):
    nodes = {node["id"]: node for node in json.loads(made(samples, "prov"))["@graph"]}
    relayed = [node for node in nodes.values() if "Word" in node["type"] and "wasQuotedFrom" in node]
    assert relayed
    for node in relayed:
        assert nodes[node["wasQuotedFrom"]]["wasAttributedTo"] in nodes and node["hadPrimarySource"] in nodes


def test_the_calendar_of_a_day_that_is_past(samples):
    """On the first of April 2023 the ministers' meeting in Beijing was five days ahead; when it was held it stays in the calendar."""
    (ahead,) = Calendar.from_ical(made(samples, "ics", Selection(today="2023-04-01"), choice=Choice(language="ar"))).walk("VEVENT")
    assert ahead["DTSTART"].dt == date(2023, 4, 6) and ahead["STATUS"] == "CONFIRMED" and "لقاء" in ahead["SUMMARY"]
    later = Calendar.from_ical(made(samples, "ics", choice=Choice(language="ar"))).walk("VEVENT")
    (held,) = (one for one in later if one["UID"] == ahead["UID"])
    assert held["DTSTART"].dt == date(2023, 4, 6) and held["STATUS"] == "CONFIRMED"


def test_the_feed(samples, happenings):
    read = feedparser.parse(made(samples, "atom", choice=Choice(language="ar", base="https://musnad.example")))
    assert not read.bozo and [entry.id.rpartition("/")[2] for entry in read.entries] == [event.id for event in happenings]


def test_the_package(samples, happenings, tmp_path):
    (tmp_path / "p.zip").write_bytes(made(samples, "package"))
    report = frictionless.validate(str(tmp_path / "p.zip"), type="package")
    assert report.valid, report.flatten(["title", "message"])[:5]
    assert next(task.stats["rows"] for task in report.tasks) == len(happenings)


@pytest.mark.parametrize("name", [*FORMATS])
def test_the_same_bytes_twice_and_no_text_beyond_quotes(samples, name):
    data = made(samples, name)
    assert data == made(samples, name)
    if name not in ("parquet", "package"):
        texts = [document.text for document in read_documents(["samples/articles"])]
        plain = data.decode()
        assert not any(text in plain or json.dumps(text, ensure_ascii=False)[1:-1] in plain for text in texts)


def test_whole_texts_only_by_name(samples):
    texts = {document.text for document in read_documents(["samples/articles"])}
    assert {line["text"] for line in lines(made(samples, "jsonl", table="texts"))} == texts and "texts" not in TABLES


def test_a_selection_narrows_every_form(samples):
    some = Selection(actor=("SAU",), counterpart=("IRN",))
    chosen = {event.id for event in asking.every_event(samples, some)}
    assert 0 < len(chosen) < 60
    assert {line["id"] for line in lines(made(samples, "plover", some))} == chosen
    assert {line["event"] for line in lines(made(samples, "jsonl", some, table="reports"))} == chosen


@pytest.mark.parametrize(
    "only_events",
    [{"type": ("CONSULT",)}, {"mode": ("visit",)}, {"status": ("planned",)}, {"outcome": ("ahead",)}, {"context": ("military",)},
     {"stance": "denied"}, {"role": "actor", "actor": ("IRN",)}, {"announced": 1}],
)  # fmt: skip
def test_statements_are_not_asked_for_by_what_only_events_have(samples, only_events):
    assert list(Source(samples, Selection(**only_events)).statements()) == []
    assert len(list(Source(samples, Selection(actor=("IRN",))).statements())) > 3


@pytest.mark.parametrize("selection", [Selection(), Selection(type=("CONSULT",)), Selection(actor=("IRN",))])
@pytest.mark.parametrize(
    ("name", "table"),
    [("csv", "events"), ("csv", "reports"), ("jsonl", "statements"), ("csv", "articles"), ("prov", "events"), ("ftm", "events")],
)
def test_as_many_answers_pass_as_were_announced(samples, name, table, selection):
    if selection != Selection() and table in ("statements", "articles"):
        selection = Selection(since="2025")
    seen = []
    made(samples, name, selection, table=table, count=seen.append)
    assert sum(seen) == total(samples, name, selection, table=table) > 0


def test_how_many_meetings_a_calendar_will_hold_is_not_known_before(samples):
    assert total(samples, "ics") is None


def test_what_is_not_there_is_refused_with_words_that_help(samples):
    with pytest.raises(ExportError, match="did you mean gexf"):
        export(samples, "gefx")
    with pytest.raises(ExportError, match="tables are events, reports"):
        export(samples, "csv", table="actor")
    with pytest.raises(AskingError):
        made(samples, "csv", Selection(type=("TALK",)))
