"""`musnad events`, `statements`, `actor`, `pair`, `search`, `timeline` and `story` as a user runs them."""

import csv
import io
import json

import pytest

from musnad.store import add, open_store
from tests.cli.test_coding import musnad
from tests.store.articles import samples


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a database of the samples."""
    made = tmp_path_factory.mktemp("asking")
    with open_store(made / "musnad.db") as store:
        add(store, samples())
    return made


def lines(done):
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_events_in_every_form(folder):
    asked = ("events", "--actor", "لافرف", "--since", "2025")
    (event,) = lines(musnad(*asked, "--json", cwd=folder))
    assert event["evidence"]["quotes"][0]["text"] and event["day"] >= "2025"
    (row,) = csv.DictReader(io.StringIO(musnad(*asked, "--csv", cwd=folder).stdout.decode()))
    assert (row["id"], row["evidence"]) == (event["id"], event["evidence"]["quotes"][0]["text"])
    table = musnad(*asked, cwd=folder).stdout.decode()
    assert event["id"] in table and "لافروف" in table and event["outcome"] in table


def test_a_limit_says_how_many_there_are_and_all_gives_them(folder):
    short = musnad("events", "--limit", "3", cwd=folder)
    assert "3 of" in short.stderr.decode() and "--all" in short.stderr.decode()
    everything = lines(musnad("events", "--all", "--json", cwd=folder))
    assert len({one["id"] for one in everything}) == len(everything) > 100
    assert lines(musnad("events", "--limit", "3", "--json", cwd=folder)) == everything[:3]


def test_statements_actor_pair_search_timeline_story(folder):
    (said,) = lines(musnad("statements", "--actor", "عراقجي", "--words", "بناءة", "--json", cwd=folder))
    assert "بناءة" in said["evidence"]["quote"]["text"]
    (actor,) = lines(musnad("actor", "وزير الخارجية الروسي", "--json", cwd=folder))
    assert actor["who"]["key"] == "Q58217"
    (pair,) = lines(musnad("pair", "إيران", "USA", "--json", cwd=folder))
    assert pair["total"] == lines(musnad("pair", "USA", "IRN", "--json", cwd=folder))[0]["total"] > 10
    periods = list(csv.DictReader(io.StringIO(musnad("pair", "IRN", "USA", "--csv", cwd=folder).stdout.decode())))
    assert len(periods) == len(pair["series"])
    (found,) = lines(musnad("search", "لافرف", "--json", cwd=folder))
    assert "لافروف" in found["suggestions"]
    days = lines(musnad("timeline", "--all", "--json", cwd=folder))
    assert [day["day"] for day in days] == sorted(day["day"] for day in days)
    thread = lines(musnad("story", "s14-fourth-round-postponed#e1", "--json", cwd=folder))
    assert [one["day"] for one in thread] == sorted(one["day"] for one in thread)


@pytest.mark.parametrize(
    "command",
    [("statements", "--limit", "2"), ("actor", "IRN"), ("pair", "IRN", "SAU"), ("search", "مسقط"), ("timeline",), ("story", "s14-fourth-round-postponed#e1")],
)  # fmt: skip
def test_tables_for_people(folder, command):
    for shape in ("never", "always"):
        done = musnad(*command, "--shape", shape, cwd=folder)
        assert done.returncode == 0 and len(done.stdout.decode().splitlines()) > 2, done.stderr.decode()


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("events", "--type", "CONSLT"), "did you mean CONSULT"),
        (("events", "--actor", "لافروفسكي"), "سيرغي لافروف"),
        (("events", "--since", "yesterday"), "2025-04-12"),
        (("events", "--json", "--csv"), "choose one"),
        (("actor", "زعبوط"), "زعبوط"),
        (("pair", "IRN", "طهران"), "one and the same"),
        (("search", "--", "-قصف"), "no word"),
        (("story", "0000"), "ARTICLE#e2"),
        (("events", "--db", "none.db"), "musnad ingest"),
    ],
)
def test_what_is_wrong_is_said_and_the_status_is_two(folder, command, says):
    done = musnad(*command, cwd=folder)
    assert done.returncode == 2
    assert says in done.stderr.decode() and "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize("command", ["events", "statements", "actor", "pair", "search", "timeline", "story"])
def test_help_shows_examples_in_arabic(folder, command):
    shown = musnad(command, "--help", cwd=folder).stdout.decode()
    assert f"musnad {command}" in shown and "Examples" in shown
