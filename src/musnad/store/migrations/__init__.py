"""The history of the tables, as Alembic steps shipped inside the package and taken when a database is opened."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

LEDGER = "musnad_schema"
"""The table in which Alembic keeps the step that a database has reached."""


def upgrade(connection: Connection, found: str | None) -> bool:
    """Take all steps that are missing, inside the connection's transaction; False where `found` is no step known here."""
    from alembic import command  # imported late: it takes as long as the rest of the store, and is needed once
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    if found is not None and found not in {s.revision for s in ScriptDirectory.from_config(config).walk_revisions()}:
        return False
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return True
