"""The commands, run as a user runs them: real processes, real files, exit statuses."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from musnad.record import Record

SAMPLES = Path(__file__).parents[2] / "samples" / "articles"
ARTICLE = "زار وزير الخارجية الإيراني عباس عراقجي موسكو أمس، وقال إن المحادثات كانت مفيدة."


def musnad(*arguments, stdin=None, cwd=None):
    environment = os.environ | {"COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", "from musnad.cli import run; run()", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=environment, timeout=120)


def test_the_samples_are_coded_and_every_record_holds(tmp_path):
    done = musnad("code", SAMPLES, "-o", tmp_path / "out.jsonl")
    assert done.returncode == 0, done.stderr.decode()
    records = [Record.from_json(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert len(records) == len(list(SAMPLES.glob("*.json")))
    assert sum(len(r.events) for r in records) > 100
    assert not (tmp_path / "out.jsonl.rejects.jsonl").exists()


def test_standard_input_to_standard_output():
    done = musnad("code", "-", "--published", "2025-04-18", stdin=ARTICLE.encode())
    assert done.returncode == 0
    assert Record.from_json(done.stdout).document.text == ARTICLE


def test_bad_rows_are_kept_in_the_rejects_file_and_the_status_tells(tmp_path):
    rows = [json.dumps({"id": "a", "text": ARTICLE}), "{broken", json.dumps({"id": "b", "text": ""})]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), "utf-8")
    done = musnad("code", "in.jsonl", "-o", "out.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    rejects = [json.loads(line) for line in (tmp_path / "out.jsonl.rejects.jsonl").read_text("utf-8").splitlines()]
    assert [r["line"] for r in rejects] == [2, 3]
    assert "in.jsonl:2" in done.stderr.decode() and "Traceback" not in done.stderr.decode()


def test_resuming_after_an_interruption_gives_what_one_run_gives(tmp_path):
    whole, parts = tmp_path / "whole.jsonl", tmp_path / "parts.jsonl"
    assert musnad("code", SAMPLES, "-o", whole).returncode == 0
    lines = whole.read_bytes().splitlines(keepends=True)
    parts.write_bytes(b"".join(lines[:7]) + lines[7][: len(lines[7]) // 2])
    assert musnad("code", SAMPLES, "-o", parts, "--resume").returncode == 0
    assert parts.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["code", "nowhere.txt", "-o", "o.jsonl"], "no such file"),
        (["code", "a.txt", "-o", "folder/missing/o.jsonl"], "no folder"),
        (["code", "a.txt", "-o", "a.txt"], "input and the output"),
        (["code", "a.txt", "--map", "body=text"], "no field is called"),
        (["code", "a.txt", "--map", "text"], "FIELD=NAME"),
        (["code", "a.txt", "--published", "yesterday"], "ISO"),
        (["code", "a.txt", "--resume"], "output file"),
        (["read", "a.txt", "--id", "zz"], "no article"),
        (["table", "nowhere.jsonl"], "no such file"),
        (["table", "a.txt"], "musnad code a.txt"),
    ],
)
def test_a_mistake_is_answered_with_clear_words(tmp_path, arguments, says):
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    done = musnad(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_an_output_is_not_overwritten_unasked(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    assert musnad("code", "a.txt", "-o", "o.jsonl", cwd=tmp_path).returncode == 0
    refused = musnad("code", "a.txt", "-o", "o.jsonl", cwd=tmp_path)
    assert refused.returncode == 2 and "--resume" in refused.stderr.decode()
    assert musnad("code", "a.txt", "-o", "o.jsonl", "--force", cwd=tmp_path).returncode == 0


def test_read_shows_the_record_with_its_evidence_marked(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    shown = musnad("read", "a.txt", "--published", "2025-04-18", cwd=tmp_path).stdout.decode()
    for piece in ("CONSULT visit", "Abbas Araghchi", "⟦زار", "2025-04-17", "قال"):
        assert piece in shown


def test_read_shapes_arabic_where_the_terminal_does_not(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    shown = musnad("read", "a.txt", "--shape", "always", cwd=tmp_path).stdout.decode()
    assert "عراقجي" not in shown
    assert any("\ufe70" <= letter <= "\ufeff" for letter in shown)


def test_read_as_json_is_a_record(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    assert Record.from_json(musnad("read", "a.txt", "--json", cwd=tmp_path).stdout).events


def test_schema_is_json():
    assert json.loads(musnad("schema").stdout)["$schema"].startswith("https://json-schema.org/")


@pytest.mark.parametrize("command", [[], ["code"], ["read"], ["table"], ["schema"]])
def test_help_is_there(command):
    done = musnad(*command, "--help")
    assert done.returncode == 0 and b"Usage" in done.stdout
