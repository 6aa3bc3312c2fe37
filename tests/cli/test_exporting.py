"""`musnad export` and `musnad codebook` as a user runs them."""

import csv
import io
import json
import os
import stat

import pytest

from musnad.exports.codebook import columns
from musnad.exports.formats import FORMATS
from tests.cli.test_coding import SAMPLES, musnad


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    """A folder with a database of the samples."""
    folder = tmp_path_factory.mktemp("exported")
    done = musnad("ingest", SAMPLES, cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    return folder


def test_a_table_for_excel(collection):
    done = musnad("export", "csv", "-o", "events.csv", "--bom", "--actor", "إيران", "--since", "2025", cwd=collection)
    assert done.returncode == 0, done.stderr.decode()
    data = (collection / "events.csv").read_bytes()
    rows = [*csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))]
    assert data.startswith(b"\xef\xbb\xbf") and f"{len(rows)} answers → events.csv" in done.stderr.decode()
    assert rows and all("IRN" in row["actor_countries"] + row["recipient_countries"] + row["participants"] for row in rows[:5])
    assert all((row["last"] or row["day"]) >= "2025" for row in rows) and [*rows[0]] == [
        column.name for column in columns("events")
    ]


def test_to_standard_output_a_line_at_a_time(collection):
    done = musnad("export", "jsonl", "--table", "statements", "-q", cwd=collection)
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert len(lines) > 20 and all(line["speaker"] and line["content"] for line in lines) and not done.stderr


def test_a_file_is_not_written_over_unless_asked_and_is_whole_or_not_there(collection):
    (collection / "mine.gexf").write_text("mine")
    refused = musnad("export", "gexf", "-o", "mine.gexf", cwd=collection)
    assert refused.returncode == 2 and "--force" in refused.stderr.decode() and (collection / "mine.gexf").read_text() == "mine"
    assert musnad("export", "gexf", "-o", "mine.gexf", "--force", cwd=collection).returncode == 0
    assert (collection / "mine.gexf").read_bytes().endswith(b"</gexf>\n")
    before = sorted(collection.iterdir())
    wrong = musnad("export", "csv", "-o", "wrong.csv", "--type", "TALK", cwd=collection)
    assert wrong.returncode == 2 and "Traceback" not in wrong.stderr.decode() and "TALK" in wrong.stderr.decode()
    assert sorted(collection.iterdir()) == before


def test_the_file_may_be_read_by_whom_the_umask_says(collection):
    done = musnad("export", "ics", "-o", "mode.ics", cwd=collection)
    mask = os.umask(0)
    os.umask(mask)
    assert done.returncode == 0 and stat.S_IMODE((collection / "mode.ics").stat().st_mode) == 0o666 & ~mask


@pytest.mark.parametrize("name", ["package", "plover", "ics", "parquet"])
def test_forms_by_name(collection, name):
    done = musnad(
        "export", name, "--language", "ar", "--title", "مجموعة", "-o", f"all{FORMATS[name].ending}", "--force", cwd=collection
    )
    assert done.returncode == 0, done.stderr.decode()
    assert (collection / f"all{FORMATS[name].ending}").stat().st_size > 100


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["export", "gefx"], "gefx"),
        (["export", "csv", "-o", "."], "is a folder"),
        (["export", "csv", "-o", "nowhere/a.csv"], "can't be written"),
        (["export", "csv", "--db", "none.db"], "none.db"),
        (["export", "csv", "--actor", "لافرووفف"], "actor"),
        (["export", "atom", "--base", "news"], "https://"),
        (["codebook", "--table", "event"], "there is no table «event»"),
    ],
)
def test_what_can_not_be_done_is_said(collection, arguments, says):
    done = musnad(*arguments, cwd=collection)
    assert done.returncode == 2 and says in done.stderr.decode() and "Traceback" not in done.stderr.decode()


def test_help_lists_every_form(collection):
    text = " ".join(musnad("export", "--help", cwd=collection).stdout.decode().split())
    assert all(f"{form.name}: " in text for form in FORMATS.values()) and "--counterpart" in text and "musnad export ics" in text


def test_the_codebook_for_people_and_for_machines(collection):
    arabic = musnad("codebook", "--table", "reports", "--ar", "--shape", "never", cwd=collection).stdout.decode()
    assert "goldstein" not in arabic and "claims" in arabic and "على عهدة من" in arabic and "مُعلَن عنه" in arabic
    english = musnad("codebook", cwd=collection).stdout.decode()
    assert "goldstein" in english and "called off or postponed" in english
    whole = json.loads(musnad("codebook", "--json", cwd=collection).stdout)
    assert {line["table"] for line in whole} >= {"events", "reports", "statements", "articles", "actors", "parties"}
    assert all(line["en"] and line["ar"] for line in whole)
