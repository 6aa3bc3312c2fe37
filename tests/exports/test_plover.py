"""PLOVER's lines and POLECAT's columns: fields as documented, and cooperation that lies ahead folded into AGREE."""

import io
import json

import pandas
import pytest

from musnad.exports.plover import contexts, fold, plover
from musnad.exports.polecat import COLUMNS, polecat
from musnad.knowledge import scale
from musnad.record import EventType
from tests.exports.made import ARAGHCHI, UN, all_of, assault, event, meeting

FIELDS = {
    "id", "has_event", "date", "time", "enddate", "endtime", "source", "recipient", "event", "event_loc", "event_text", "quad_code",
    "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date", "coded_time", "comment",
}  # fmt: skip
"""Names of the manual's table «PLOVER JSON»."""


def lines(*events):
    return [json.loads(line) for line in all_of(plover(events)).decode().splitlines()]


def test_a_planned_visit_is_an_agreement_that_says_what_it_was():
    (line,) = lines(event())
    assert line["event"] == ["AGREE"] and "mode" not in line
    assert line["quad_code"] == 1 and line["event_scale"] == scale("AGREE").goldstein
    assert "future" in line["context"]
    assert (line["musnad_type"], line["musnad_mode"], line["musnad_status"]) == ("CONSULT", "visit", "planned")


@pytest.mark.parametrize("type_", [*EventType])
@pytest.mark.parametrize("status", ["occurred", "ongoing", "planned", "proposed", "hypothetical", "cancelled", "not_occurred"])
def test_only_cooperation_ahead_is_folded(type_, status):
    found = scale(type_)
    act = fold(
        event(
            type=type_, mode=None, status=status, outcome="supposed", quad=found.quad, cameo=found.cameo, goldstein=found.goldstein
        )
    )
    ahead = status in ("planned", "proposed") and "cooperation" in found.quad
    assert act.type == ("AGREE" if ahead else type_)
    assert act.quad == (found.quad if not ahead else "verbal cooperation")


def test_a_plan_that_happened_is_the_act_and_a_plan_never_heard_of_again_an_intention():
    assert fold(event(outcome="happened")).type == "CONSULT" and "future" not in contexts(event(outcome="happened"))
    assert fold(event(outcome="never reported")).type == "AGREE"
    assert contexts(event(outcome="did not happen"))[-1] == "negation"


def test_fields_are_those_of_the_manual_and_our_own():
    for line in lines(event(), assault(), meeting()):
        assert {name for name in line if not name.startswith("musnad_")} <= FIELDS
        assert line["date"] and line["source"] and line["id"]


def test_an_actor_has_code_sector_office_and_wikidata():
    (line,) = lines(event())
    assert line["source"] == [
        {"code": "IRN", "sector": "GOV", "actor_text": "عباس عراقجي", "identifer_id": "Q14866042", "identifer_text": "Abbas Araghchi",
         "office": "foreign minister"}
    ]  # fmt: skip
    (igo,) = lines(event(actors=(UN,)))
    assert igo["source"][0]["code"] == "IGO" and "sector" not in igo["source"][0]


def test_the_place_is_geonames():
    (line,) = lines(event())
    place = line["event_loc"]
    assert place["geonameid"] == 287286 and place["country code"] == "OM" and place["cc3"] == "OMN"
    assert 23 < place["latitude"] < 24


def test_contexts_by_plovers_names_and_what_did_not_happen():
    assert contexts(assault()) == ["military", "resource"]
    assert contexts(event(status="not_occurred"))[-1] == "negation"
    assert contexts(event(status="hypothetical"))[-1] == "hypothetical"


def test_an_undated_event_has_no_date():
    (line,) = lines(event(day=None, first=None, last=None))
    assert "date" not in line and "enddate" not in line


def test_polecat_is_a_table_with_its_columns():
    table = pandas.read_csv(
        io.BytesIO(all_of(polecat([event(), assault(), meeting()]))), sep="\t", dtype=str, keep_default_na=False
    )
    assert tuple(table.columns) == COLUMNS and len(COLUMNS) == 40
    first, second, third = (row for _, row in table.iterrows())
    assert (first["Event Type"], first["Event Mode"], first["Quad Code"]) == ("AGREE", "", "VERBAL COOPERATION")
    assert (first["Actor Name"], first["Actor Country"], first["Actor COW"], first["Primary Actor Sector"]) == (
        ARAGHCHI.en,
        "IRN",
        "630",
        "GOV",
    )
    assert (first["City"], first["Country"], first["GeoNames ID"], first["Raw Placename"]) == ("Muscat", "OMN", "287286", "مسقط")
    assert second["Event Mode"] == "aerial" and second["Placename"] == ""
    assert third["Actor Country"] == "IRN; SAU; OMN" and third["Recipient Name"] == ""
    assert set(table["Intensity"]) == {""} and set(table["Language"]) == {"ar"}


def test_polecat_without_its_header():
    with_one = all_of(polecat([event()]))
    from musnad.exports import Choice

    assert all_of(polecat([event()], Choice(header=False))) == with_one.split(b"\n", 1)[1]
