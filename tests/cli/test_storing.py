"""`musnad ingest`, `judge` and `judgements` as a user runs them."""

import json

import pytest

from musnad.store import counts, digest, open_store, unmerged
from musnad.upkeep import RULES
from tests.cli.test_coding import ARTICLE, SAMPLES, musnad


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    """A folder with a database of the samples."""
    folder = tmp_path_factory.mktemp("collection")
    done = musnad("ingest", SAMPLES, cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    assert "41 articles kept, 41 of them new → musnad.db" in done.stderr.decode()
    return folder


def test_ingesting_again_changes_nothing(collection):
    with open_store(collection / "musnad.db") as store:
        before = digest(store)
    done = musnad("ingest", SAMPLES, "--print-ids", cwd=collection)
    assert "41 articles kept, 0 of them new" in done.stderr.decode()
    assert len(done.stdout.decode().split()) == 41
    with open_store(collection / "musnad.db") as store:
        assert digest(store) == before


def test_records_of_musnad_code_give_the_same_database(collection, tmp_path):
    assert musnad("code", SAMPLES, "-o", "r.jsonl", cwd=tmp_path).returncode == 0
    assert musnad("ingest", "r.jsonl", "--db", "r.db", cwd=tmp_path).returncode == 0
    with open_store(collection / "musnad.db") as one, open_store(tmp_path / "r.db") as other:
        assert digest(one) == digest(other)


def test_standard_input_may_be_records_or_articles(collection, tmp_path):
    lines = musnad("code", SAMPLES, "-o", "-", cwd=tmp_path).stdout
    assert lines.startswith(b'{"document":')
    assert musnad("ingest", "-", "--db", "r.db", stdin=lines, cwd=tmp_path).returncode == 0
    with open_store(collection / "musnad.db") as one, open_store(tmp_path / "r.db") as other:
        assert digest(one) == digest(other)
    article = json.dumps({"id": "a", "text": ARTICLE}, ensure_ascii=False).encode()
    assert musnad("ingest", "-", "--db", "a.db", stdin=article, cwd=tmp_path).returncode == 0


def test_what_is_ingested_is_merged(collection):
    with open_store(collection / "musnad.db") as store:
        assert not unmerged(store, RULES)


def test_ingest_takes_a_url(postgresql, new_place):
    place = new_place()
    assert musnad("ingest", SAMPLES / "s20-ceasefire.json", "--db", place).returncode == 0
    with open_store(place) as store:
        assert counts(store).articles == 1


def test_bad_rows_are_kept_beside_the_database_and_the_status_tells(tmp_path):
    rows = [json.dumps({"id": "a", "text": ARTICLE}), "{broken", json.dumps({"id": "z", "text": "قال \0 الوزير."})]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), "utf-8")
    done = musnad("ingest", "in.jsonl", "--db", "n.db", cwd=tmp_path)
    assert done.returncode == 1
    rejects = [json.loads(line) for line in (tmp_path / "n.db.rejects.jsonl").read_text("utf-8").splitlines()]
    assert sorted(r["source"] for r in rejects) == ["in.jsonl", "z"]
    assert "Traceback" not in done.stderr.decode()


def test_a_damaged_record_is_set_aside(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    assert musnad("code", "a.txt", "-o", "r.jsonl", cwd=tmp_path).returncode == 0
    with (tmp_path / "r.jsonl").open("ab") as out:
        out.write((tmp_path / "r.jsonl").read_bytes().replace("زار".encode(), "زور".encode(), 1) + b"{}\n")
    done = musnad("ingest", "r.jsonl", "--db", "n.db", cwd=tmp_path)
    assert done.returncode == 1
    assert "r.jsonl:2: not a record of Musnad" in done.stderr.decode() and "r.jsonl:3" in done.stderr.decode()


def test_judging_and_exporting(collection):
    item = "s14-fourth-round-postponed#e1"
    correction = (
        "corrected",
        "--field",
        "status",
        "--value",
        "cancelled",
        "--by",
        "ليلى",
        "--time",
        "2025-05-04",
        "--reason",
        "أُجلت",
    )
    assert musnad("judge", item, *correction, cwd=collection).returncode == 0
    assert musnad("judge", item, "right", "--by", "سعيد", "--time", "2025-05-05", cwd=collection).returncode == 0
    shown = musnad("judgements", cwd=collection).stdout.decode()
    assert "ليلى" in shown and "cancelled" in shown and "أُجلت" in shown
    lines = musnad("judgements", "--export", cwd=collection).stdout.decode().splitlines()
    first, second = map(json.loads, lines)
    assert first["corrected"]["status"] == "cancelled" and first["author"] == "ليلى"
    assert second["verdict"] == "right"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ingest", "nowhere.jsonl"], "no such file"),
        (["ingest", "a.txt", "--db", "missing/x.db"], "no folder"),
        (["ingest", "a.txt", "--db", "mysql://a/b"], "neither"),
        (["ingest", "a.txt", "--db", "a.txt"], "not a database"),
        (["judge", "a#e1", "right", "--by", "x", "--db", "none.db"], "musnad ingest makes one"),
        (["judge", "a#e1", "corrected", "--field", "mode", "--by", "x"], "go together"),
        (["judge", "a#e1", "corrected", "--field", "actors", "--value", "[", "--by", "x"], "no article|not valid JSON"),
        (["judge", "nothing", "wrong", "--by", "x"], "16 digits"),
        (["judgements", "--db", "none.db"], "musnad ingest makes one"),
    ],
)
def test_a_mistake_is_answered_with_clear_words(tmp_path, arguments, says):
    (tmp_path / "a.txt").write_text(ARTICLE * 20, "utf-8")
    with open_store(tmp_path / "musnad.db"):
        pass
    done = musnad(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert any(words in done.stderr.decode() for words in says.split("|")), done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize("command", ["ingest", "judge", "judgements"])
def test_help_is_there(command):
    done = musnad(command, "--help")
    assert done.returncode == 0 and b"Usage" in done.stdout
