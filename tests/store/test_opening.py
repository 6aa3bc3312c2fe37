"""Opening: what is made, what is updated, and what is refused with clear words."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text, update

from musnad import StoreError
from musnad.store import add, digest, migrations, open_store, parse
from musnad.store import tables as t
from musnad.store.passages import holding, wanted
from musnad.upkeep import merge
from tests.store.articles import record, samples


def test_the_migrations_make_the_tables_that_the_code_works_with(store):
    def ours(_, name, kind, reflected, __):
        if kind == "index" and name.endswith("_outlets"):
            return store.kind == "sqlite"
        return not (kind == "table" and reflected and (name.startswith(("search", "passages")) or name == migrations.LEDGER))

    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, t.metadata) == []


def test_the_newest_migration_is_the_one_that_the_code_names():
    script = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert script.get_current_head() == t.SCHEMA


def test_opening_again_changes_nothing(place):
    with open_store(place) as store:
        add(store, [record()])
        before = digest(store)
    with open_store(place) as store:
        assert digest(store) == before


def test_a_database_made_by_other_rules_is_rebuilt(place):
    with open_store(place) as store:
        add(store, [record()])
        before = digest(store)
        with store.writing() as connection:
            connection.execute(update(t.facts).values(value="rows 0"))
            connection.execute(update(t.events).values(day="1900-01-01"))
    with open_store(place) as store:
        assert digest(store) == before


BEFORE_PASSAGES = (
    "DROP TABLE passages", "DROP INDEX happenings_announced", "DROP INDEX IF EXISTS happenings_outlets",
    "DROP INDEX IF EXISTS sayings_outlets",
    "DROP INDEX entities_country", "ALTER TABLE happenings DROP COLUMN announced",
    "CREATE INDEX happenings_reports ON happenings (reports, last_moment)",
    f"UPDATE {migrations.LEDGER} SET version_num = '0004'",
)  # fmt: skip
"""What takes a database back to the migration before the index of passages."""


def test_an_older_database_gets_the_index_of_passages_filled(place):
    with open_store(place) as store:
        add(store, samples())
        merge(store)
        before = digest(store)
        with store.writing() as connection:
            for statement in BEFORE_PASSAGES:
                connection.execute(text(statement))
    with open_store(place) as store:
        assert digest(store) == before
        with store.reading() as connection:
            assert connection.execute(holding(wanted(connection, parse("مسقط")))).all()


def test_a_database_of_a_newer_version_is_left_alone(place):
    with open_store(place) as store, store.writing() as connection:
        connection.execute(text(f"UPDATE {migrations.LEDGER} SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        open_store(place)


def test_somebody_elses_tables_are_left_alone(tmp_path):
    with sqlite3.connect(tmp_path / "x.db") as connection:
        connection.execute("CREATE TABLE theirs (a)")
    with pytest.raises(StoreError, match="other tables"):
        open_store(tmp_path / "x.db")


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("missing/x.db", "no folder"),
        (".", "is a folder"),
        ("", "no name"),
        ("text.db", "not a database"),
        ("mysql://a/b", "this URL is neither"),
        ("postgresql://", "can't be reached|refuses"),
        ("postgresql://u:secret@127.0.0.1:1/x", "can't be reached"),
        ("://", "this URL is neither"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_clear_words(tmp_path, monkeypatch, where, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.db").write_text("قال الوزير " * 200, "utf-8")
    with pytest.raises(StoreError, match=message) as refused:
        open_store(where)
    assert "secret" not in str(refused.value)


def test_reading_commands_do_not_make_a_database(tmp_path):
    with pytest.raises(StoreError, match="musnad ingest makes one"):
        open_store(tmp_path / "x.db", create=False)
    assert not (tmp_path / "x.db").exists()


def test_a_file_is_in_wal_and_written_through(tmp_path):
    with open_store(tmp_path / "x.db") as store, store.reading() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
