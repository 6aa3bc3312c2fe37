"""The data package as frictionless reads it: schemas, keys, codebook; the same bytes from the same answers."""

import csv
import io
import json
import zipfile

import frictionless
import pytest

from musnad.exports import Choice, Told
from musnad.exports.codebook import TABLES, codebook
from musnad.exports.package import package
from tests.exports.made import TEXT, UN, Who, all_of, article, assault, meeting, quote, report, statement, told, utterance

TOLD = [told(), Told(assault(evidence=report(3)), (report(3), report(4))), Told(meeting(evidence=report(6)), (report(6),))]
SAID = [statement(), statement(2)]


@pytest.fixture
def packed(tmp_path):
    """A function that writes a package and gives its path."""

    def write(happenings=TOLD, statements=SAID, **choice):
        path = tmp_path / "package.zip"
        path.write_bytes(all_of(package(happenings, statements, Choice(**choice))))
        return path

    return write


def faults(path):
    report = frictionless.validate(str(path), type="package")
    return report.flatten(["title", "message"]) + [(error.title, error.message) for error in report.errors]


def rows(path, table):
    with zipfile.ZipFile(path) as pack:
        return [*csv.DictReader(io.StringIO(pack.read(f"{table}.csv").decode(), newline=""))]


def test_frictionless_finds_no_fault(packed):
    assert faults(packed()) == []


def test_all_tables_and_the_codebook_are_there(packed):
    path = packed(title="مجموعة")
    with zipfile.ZipFile(path) as pack:
        about = json.loads(pack.read("datapackage.json"))
        assert {*pack.namelist()} == {"datapackage.json", "README.md", "codebook.csv", *(f"{t}.csv" for t in TABLES)}
        assert "مجموعة" in pack.read("README.md").decode()
    assert about["title"] == "مجموعة" and [one["name"] for one in about["resources"]] == [*TABLES, "codebook"]
    assert len(rows(path, "codebook")) == len(codebook())
    assert [len(rows(path, t)) for t in TABLES] == [3, 5, 2, 5, 7, 8]


def test_a_wrong_key_is_found(packed, tmp_path):
    path, broken = packed(), tmp_path / "broken.zip"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(report(4).article.id.encode(), b"f" * 16, 1) if name == "articles.csv" else data)
    assert any("ForeignKey" in title for title, _ in faults(broken))


def test_hostile_words_stay_cells(packed):
    odd = report(quotes=(quote('=cmd|" /C calc"!A0\r\n,",'),), article=article(title='"a",\n=b'))
    named = Who(key='group:x,"y"', kind="group", name="=جماعة|ب")
    path = packed([Told(assault(evidence=odd, recipients=(named, UN)), (odd,))], [statement(evidence=utterance(speaker=named))])
    assert faults(path) == []
    (event,) = rows(path, "events")
    assert event["evidence"] == '\'=cmd|" /C calc"!A0\r\n,",' and event["recipients"] == "'=جماعة¦ب|الأمم المتحدة"


def test_nothing_is_a_package_too(packed):
    path = packed([], [])
    assert faults(path) == [] and rows(path, "events") == []


def test_the_same_bytes(packed):
    assert packed().read_bytes() == packed().read_bytes()


def test_no_more_of_a_text_than_is_quoted(packed):
    with zipfile.ZipFile(packed()) as pack:
        assert not any(TEXT in pack.read(name).decode() for name in pack.namelist())
