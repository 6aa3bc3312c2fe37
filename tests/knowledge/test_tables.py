"""The tables of knowledge are free of duplicates, holes and overlaps, and every reference in them leads somewhere."""

import csv
import re
from collections import Counter
from datetime import date, timedelta
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from musnad import knowledge
from musnad.language.folding import folded

TABLES = Path(knowledge.__file__).parent / "tables"
ALL = sorted(TABLES.rglob("*.tsv"), key=str)
COUNTRIES = sorted(p.stem for p in (TABLES / "people").glob("*.tsv"))
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
HOLE = timedelta(days=31)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def name(path: Path) -> str:
    return str(path.relative_to(TABLES))


def repeated(values) -> list:
    return [value for value, n in Counter(values).items() if n > 1]


@pytest.mark.parametrize("path", ALL, ids=name)
def test_every_line_has_clean_cells(path):
    header, *lines = path.read_text("utf-8").rstrip("\n").split("\n")
    width = len(header.split("\t"))
    for n, line in enumerate(lines, 2):
        cells = line.split("\t")
        assert len(cells) == width, f"{name(path)}:{n}: {len(cells)} cells under {width} columns"
        for cell in cells:
            assert cell == cell.strip() and "  " not in cell, f"{name(path)}:{n}: stray space in «{cell}»"
            values = cell.split("|")
            assert cell == "" or all(v and v == v.strip() for v in values), f"{name(path)}:{n}: empty value in «{cell}»"


@pytest.mark.parametrize("path", [p for p in ALL if p.parent == TABLES or p.parent.name == "people"], ids=name)
def test_names_of_one_line_differ_after_folding(path):
    for row in read(path):
        for column, cell in row.items():
            if column in ("ar", "ar_variants", "family", "nisba", "nisba_plurals", "capital", "seats") and cell:
                values = [folded(v) for v in cell.split("|")]
                assert not repeated(values), f"{name(path)}: {cell}: folding makes two spellings equal"


def test_ids_are_unique():
    for table, column in [("states", "code"), ("organisations", "id"), ("groups", "id"), ("offices", "id"), ("bodies", "id"),
                          ("outlets", "id"), ("places", "id")]:  # fmt: skip
        assert not repeated(row[column] for row in read(TABLES / f"{table}.tsv")), table
    people = [row for c in COUNTRIES for row in read(TABLES / "people" / f"{c}.tsv")]
    assert not repeated(row["id"] for row in people)
    assert not repeated(row["wikidata"] for row in people if row["wikidata"])
    for table in ("states", "organisations", "groups", "outlets"):
        assert not repeated(row["wikidata"] for row in read(TABLES / f"{table}.tsv") if row["wikidata"]), table


def test_a_name_means_one_thing_in_its_table():
    for table in ("states", "organisations", "groups", "outlets"):
        names = {(folded(v), i) for i, row in enumerate(read(TABLES / f"{table}.tsv"))
                 for column in ("ar", "ar_variants") for v in row[column].split("|") if v}  # fmt: skip
        assert not repeated(phrase for phrase, _ in names), table


def last_day(text: str) -> date:
    """The last day that a date known to the day, month or year may mean."""
    year, month, day = (*map(int, text.split("-")), None, None)[:3]
    if day:
        return date(year, month, day)
    return (date(year + 1, 1, 1) if not month or month == 12 else date(year, month + 1, 1)) - timedelta(days=1)


def first_day(text: str) -> date:
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


@pytest.mark.parametrize("country", COUNTRIES)
def test_people_and_their_terms_belong_together(country):
    ids = {row["id"] for c in COUNTRIES for row in read(TABLES / "people" / f"{c}.tsv")}
    offices = {row["id"] for row in read(TABLES / "offices.tsv")}
    for row in read(TABLES / "terms" / f"{country}.tsv"):
        where = f"terms/{country}: {row['office']} {row['person']}"
        assert row["office"] in offices, f"{where}: no such office"
        assert row["person"] in ids | {"vacant", "unknown"}, f"{where}: no such person"
        assert row["kind"] in ("", "acting", "rival"), f"{where}: kind «{row['kind']}»"
        assert DATE.fullmatch(row["start"]) and (not row["end"] or DATE.fullmatch(row["end"])), f"{where}: dates"
        assert not row["end"] or first_day(row["start"]) <= last_day(row["end"]), f"{where}: ends before it starts"
    for row in read(TABLES / "people" / f"{country}.tsv"):
        assert row["gender"] in ("m", "f") and row["ar"] and row["en"], f"people/{country}: {row['id']}"
        assert re.fullmatch(r"(Q\d+)?", row["wikidata"]), f"people/{country}: {row['id']}"


@pytest.mark.parametrize("country", COUNTRIES)
def test_terms_of_an_office_neither_overlap_nor_leave_a_hole(country):
    rows = [r for r in read(TABLES / "terms" / f"{country}.tsv") if r["kind"] != "rival" and r["office"] != "special_envoy"]
    rows.sort(key=lambda r: (r["office"], r["portfolio"], r["start"]))
    for (office, _), terms in groupby(rows, key=lambda r: (r["office"], r["portfolio"])):
        terms = list(terms)
        for before, after in pairwise(terms):
            where = f"terms/{country}: {office}: {before['person']} → {after['person']}"
            assert before["end"], f"{where}: the first has no end"
            assert first_day(before["end"]) <= last_day(after["start"]), f"{where}: overlap"
            assert first_day(after["start"]) - last_day(before["end"]) <= HOLE, f"{where}: hole"
