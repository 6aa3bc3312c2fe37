"""The interface's words: every key in both languages, every key that code or templates name in a table."""

import re
from pathlib import Path

import pytest

from musnad.server import texts
from musnad.server.texts import table, words

SERVER = Path(texts.__file__).parent
_NAMED = re.compile(r"""\bt(?:\.count|\.say)?\(\s*["']([a-z_.A-Z0-9-]+)["']\s*[,)]""")
_FILLED = re.compile(r"\{(\w+)\}")
_ARABIC = re.compile(r"[\u0621-\u064a]")


def sources():
    return [*SERVER.rglob("*.html"), *SERVER.rglob("*.py")]


def test_every_key_that_is_named_stands_in_a_table():
    missing = {(s.name, key) for s in sources() for key in _NAMED.findall(s.read_text("utf-8")) if key not in table()}
    assert not missing


@pytest.mark.parametrize("key", sorted(table()))
def test_both_languages_say_it_and_fill_in_the_same(key):
    ar, en = table()[key]["ar"], table()[key]["en"]
    if key.startswith("count."):
        assert (ar.count("|"), en.count("|")) == (5, 1)
    if key.startswith("title."):
        assert set(_FILLED.findall(ar + en)) <= {"nisba", "nisba_f", "adjective", "country"}
    else:
        assert set(_FILLED.findall(ar)) == set(_FILLED.findall(en))
    assert key == "nav.language" or _ARABIC.search(ar) or not _ARABIC.search(en)


def test_what_is_filled_in_is_escaped():
    assert "<b>" not in words("ar")("date.since", day="<b>")


@pytest.mark.parametrize(
    ("n", "ar", "en"),
    [(0, "لا مصدر", "0 sources"), (1, "مصدر واحد", "1 source"), (2, "مصدران", "2 sources"), (7, "7 مصادر", "7 sources"),
     (11, "11 مصدرًا", "11 sources"), (99, "99 مصدرًا", "99 sources"), (100, "100 مصدر", "100 sources"), (102, "102 مصدر", "102 sources"),
     (103, "103 مصادر", "103 sources"), (62181, "62,181 مصدرًا", "62,181 sources")],
)  # fmt: skip
def test_arabic_counts_in_six_forms(n, ar, en):
    assert str(words("ar").count("count.sources", n)) == ar
    assert str(words("en").count("count.sources", n)) == en
