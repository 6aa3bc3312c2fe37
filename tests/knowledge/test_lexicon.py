"""The lexicon tables speak the record's language: types, modes, statuses and slots that exist."""

from musnad.knowledge.facts import holder
from musnad.knowledge.tables import cells, rows
from musnad.record import MODES, EventType, Status

SLOTS = {"S", "O", "G", "N", "SP", "PL"}
PREPOSITIONS = {"مع", "بين", "إلى", "ل", "ب", "على", "ضد", "من", "عن", "في", "لدى", "إزاء"}


def test_triggers_name_types_modes_statuses_and_slots_that_exist():
    for row in rows("lexicon/triggers"):
        where = f"{row['pos']} {row['words']}"
        assert row["pos"] in {"v", "n", "p", "a"}, where
        assert row["type"] in set(EventType), where
        assert not row["mode"] or row["mode"] in MODES[EventType(row["type"])], where
        assert not row["status"] or row["status"] in set(Status), where
        for column in ("actor", "recipient", "place"):
            assert set(cells(row[column])) <= SLOTS | PREPOSITIONS, f"{where}: {row[column]}"
        assert not row["others"] or row["others"][:2] in {"M:", "H:", "E:"}, where


def test_status_words_name_statuses():
    assert all(row["status"] in set(Status) for row in rows("lexicon/status"))


def test_offices_at_a_date():
    assert holder("IRN", "foreign_minister", "2025-04-17").id == "abbas_araghchi"
    assert holder("IRN", "foreign_minister", "2022-08-31").id == "hossein_amir_abdollahian"
    assert holder("IRN", "president", "2024-06-01").id == "mohammad_mokhber"
    assert holder("LBN", "president", "2023-06-01") is None
    assert holder("UN", "secretary_general", "2010-01-01").id == "ban_ki_moon"
