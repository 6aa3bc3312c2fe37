"""GDELT's columns: names, order, dyads, and nothing that did not happen."""

import io

import pandas
import pytest

from musnad.exports import Choice
from musnad.exports.gdelt import COLUMNS, gdelt
from tests.exports.made import IRAN, MUSCAT, all_of, article, assault, event, meeting, report

HEADER = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
]


def table(*events, **options):
    return pandas.read_csv(io.BytesIO(all_of(gdelt(events, **options))), sep="\t", dtype=str, keep_default_na=False)


def test_the_columns_of_gdelt_2_in_their_order():
    assert list(COLUMNS) == HEADER and len(HEADER) == 61
    assert list(table(assault()).columns) == HEADER


def test_an_act_of_one_upon_one():
    (row,) = (row for _, row in table(assault()).iterrows())
    assert (row["SQLDATE"], row["MonthYear"], row["Year"]) == ("20250420", "202504", "2025")
    assert float(row["FractionDate"]) == pytest.approx(2025 + 140 / 365, abs=1e-4)
    assert (row["Actor1Code"], row["Actor1CountryCode"], row["Actor1Type1Code"], row["Actor2Name"]) == (
        "SAUGOV",
        "SAU",
        "GOV",
        "IRAN",
    )
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"], row["QuadClass"]) == ("195", "195", "19", "4")
    assert float(row["GoldsteinScale"]) == -10 and (row["NumSources"], row["NumArticles"]) == ("2", "2")
    assert row["DATEADDED"] == "20250414070000" and row["SOURCEURL"].startswith("https://")


def test_a_meeting_of_three_is_three_pairs_with_their_own_numbers():
    rows = table(meeting())
    assert [*zip(rows["Actor1CountryCode"], rows["Actor2CountryCode"], strict=True)] == [
        ("IRN", "SAU"),
        ("IRN", "OMN"),
        ("SAU", "OMN"),
    ]
    assert rows["GLOBALEVENTID"].is_unique and rows["GLOBALEVENTID"][0] == str(107)
    assert all(0 < int(number) < 2**63 for number in rows["GLOBALEVENTID"])


def test_where_it_was():
    (row,) = (row for _, row in table(event(status="occurred", outcome="happened")).iterrows())
    assert (row["ActionGeo_Type"], row["ActionGeo_FullName"], row["ActionGeo_CountryCode"]) == ("4", "Muscat, Oman", "MU")
    state = table(event(status="occurred", outcome="happened", place=IRAN))
    assert (state["ActionGeo_Type"][0], state["ActionGeo_FullName"][0], state["ActionGeo_Lat"][0]) == ("1", "Iran", "")


def test_what_was_not_done_is_left_out_and_planned_cooperation_is_an_intention():
    undone = [
        assault(status="planned", outcome="never reported"), assault(status="hypothetical", outcome="supposed"),
        event(status="cancelled", outcome="cancelled"), assault(outcome="did not happen"), assault(stance="denied", outcome="denied"),
    ]  # fmt: skip
    assert table(*undone).empty
    rows = table(event())
    assert list(rows["EventRootCode"]) == ["03"]


def test_one_party_alone_and_no_day():
    rows = table(meeting(actors=(IRAN,), day=None))
    assert list(rows["Actor2Name"]) == [""] and list(rows["SQLDATE"]) == [""]


def test_tabs_and_lines_within_a_cell_do_not_break_the_row():
    hostile = report(article=article(url="https://example.org/a\tb\nc"))
    rows = table(assault(evidence=hostile, place=MUSCAT))
    assert len(rows) == 1 and rows["SOURCEURL"][0] == "https://example.org/a b c"


def test_without_the_header_as_gdelt_itself():
    data = all_of(gdelt([assault()], Choice(header=False))).decode()
    assert data.count("\n") == 1 and data.split("\t")[0] == str(105)
