"""Tables as pandas and pyarrow read them; cells that a spreadsheet could take for formulas; the codebook against the columns."""

import csv as csvlib
import io
import json
import sys

import pandas
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.asking import rows
from musnad.exports import Choice, ExportError
from musnad.exports.codebook import TABLES, allowed, codebook, columns, described
from musnad.exports.delimited import delimited, guarded, unguarded
from musnad.exports.tables import ROWS, csv, jsonl, parquet_table, tsv
from musnad.exports.wording import values
from musnad.merging import Outcome
from musnad.record import MODES, EntityKind, EventType, Role, SpeechMode, Status
from musnad.store import Verdict
from tests.exports.made import IRAN, TEXT, all_of, article, assault, event, meeting, quote, report, statement

ANSWERS = {
    "events": [event(), assault(), meeting()],
    "reports": [("0" * 16, report()), ("1" * 16, report(2, judged="right", place=None, claims=()))],
    "statements": [statement()],
    "articles": [article(), article(2, url=None, title=None, outlet=None, published=None)],
    "actors": [IRAN],
    "texts": [(article(), TEXT)],
}
HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "'=1",
        "''=1",
        "'",
        "=",
        "1,2",
        '"',
        '""',
        "a\nb",
        "a\r\nb",
        ";",
        "＝1",
        "\x00",
    ]
)


def read_back(data, tab=False):
    return [*csvlib.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter="\t" if tab else ",")]


@pytest.mark.parametrize("tab", [False, True])
@given(cells=st.lists(st.tuples(HOSTILE, HOSTILE), max_size=5), bom=st.booleans())
def test_any_cell_comes_back_and_none_is_a_formula(tab, cells, bom):
    data = all_of(delimited(["a", "b"], ({"a": a, "b": b} for a, b in cells), tab=tab, bom=bom))
    header, *lines = read_back(data, tab)
    assert header == ["a", "b"] and data.startswith(b"\xef\xbb\xbf") == bom
    assert [tuple(map(unguarded, line)) for line in lines] == cells
    assert not any(cell[:1] in "=+-@\t\r" for line in lines for cell in line if cell)


@given(HOSTILE)
def test_a_guard_is_taken_off_and_put_on_only_where_it_must(cell):
    assert unguarded(guarded(cell)) == cell
    if cell and cell[0] not in "=+-@\t\r\n＝＋－＠'":
        assert guarded(cell) == cell


@pytest.mark.parametrize("table", [*ROWS])
def test_a_row_has_the_codebooks_columns_in_order(table):
    for answer in ANSWERS[table]:
        assert [*ROWS[table](answer)] == [column.name for column in columns(table)]


@pytest.mark.parametrize("table", [*ROWS])
def test_cells_hold_what_the_codebook_says(table):
    kinds = {"integer": int, "number": (int, float)}
    for answer in ANSWERS[table]:
        for column in columns(table):
            cell = ROWS[table](answer)[column.name]
            assert cell is None or isinstance(cell, kinds.get(column.type, str)), column
            if column.group and cell is not None:
                assert set(str(cell).split("|")) <= set(allowed(column)), column


def test_values_are_those_of_the_record():
    def held(group):
        return {value for value, _, _ in values(group)}

    assert held("type") == {*EventType} and held("status") == {*Status} and held("role") == {"actor", "recipient", *Role}
    assert held("mode") == {f"{type_}/{mode}" for type_, modes in MODES.items() for mode in modes}
    assert held("kind") == {*EntityKind} and held("speech") == {*SpeechMode} and held("outcome") == {*Outcome}
    assert held("verdict") == {*Verdict}


def test_every_column_and_value_is_explained_in_both_languages():
    assert {column.table for column in codebook()} == {*TABLES, "texts"}
    for column in described():
        assert column["en"] and any("ء" <= letter <= "ي" for letter in column["ar"]), column
        for value in column["values"]:
            assert value["en"] and any("ء" <= letter <= "ي" for letter in value["ar"]), value
    names = [(column.table, column.name) for column in codebook()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("write", "sep"), [(csv, ","), (tsv, "\t")])
def test_pandas_reads_the_events(write, sep):
    data = all_of(write("events", ANSWERS["events"], Choice(bom=True)))
    table = pandas.read_csv(io.BytesIO(data), sep=sep, dtype={"id": str, "cameo": str}, encoding="utf-8-sig")
    assert list(table["id"]) == [f"{n:016x}" for n in (101, 105, 107)] and list(table["cameo"]) == ["042", "195", "040"]
    assert list(table["goldstein"]) == [1.9, -10.0, 1.0] and table["actors"][2] == "إيران|السعودية|عُمان"
    assert table["actors_en"][2] == "Iran|Saudi Arabia|Oman" and table["participants"][0] == "mediator: الأمم المتحدة"


def test_a_negative_number_is_a_number():
    assert b",-10.0," in all_of(csv("events", [assault()]))


def test_a_bar_within_a_name_does_not_make_two():
    odd = event(outlets=("أ|ب", "ج"))
    assert rows.event_row(odd)["outlets"] == "أ¦ب|ج"


def test_json_lines_have_lists_and_numbers():
    (line,) = (json.loads(line) for line in all_of(jsonl("events", [meeting()])).decode().splitlines())
    assert line["actors"] == ["إيران", "السعودية", "عُمان"] and line["recipients"] == [] and line["goldstein"] == 1.0
    assert [*line] == [column.name for column in columns("events")]


@pytest.mark.parametrize("table", [*ROWS])
def test_pyarrow_reads_parquet_with_its_meanings(table):
    read = pyarrow.parquet.read_table(io.BytesIO(all_of(parquet_table(table, ANSWERS[table]))))
    assert read.num_rows == len(ANSWERS[table]) and read.column_names == [column.name for column in columns(table)]
    assert read.to_pylist() == [ROWS[table](answer) for answer in ANSWERS[table]]
    assert read.schema.field(0).metadata[b"ar"].decode() == columns(table)[0].ar


def test_parquet_in_many_groups_and_of_nothing():
    read = pyarrow.parquet.ParquetFile(io.BytesIO(all_of(parquet_table("actors", (IRAN for _ in range(12_000))))))
    assert read.metadata.num_rows == 12_000 and read.num_row_groups == 3
    assert pyarrow.parquet.read_table(io.BytesIO(all_of(parquet_table("actors", [])))).num_rows == 0


def test_without_pyarrow_the_error_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"pip install 'musnad\[parquet\]'"):
        all_of(parquet_table("actors", [IRAN]))


def test_streams_begin_before_the_answers_end():
    def endless():
        while True:
            yield event(evidence=report(quotes=(quote(), quote())))

    assert next(csv("events", endless())).count(b"\r\n") > 10
    assert next(jsonl("events", endless()))
