"""Which state a database is in, told by little: for answers that a reader already has."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import func, select

from musnad.store import tables as t
from musnad.store.database import Store


def revision(store: Store) -> str:
    """32 hexadecimal digits that change whenever an answer may: made of what only grows, of the rules, and of what waits.

    Versions and judgements are only ever added, every other row follows from them by the rules in `facts`, and articles that
    wait to be merged stand in `stale`; so equal counts and rules are one state of one database.
    """
    with store.reading() as connection:
        counted = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (t.versions, t.judgements, t.stale)
        ]
        facts = connection.execute(select(t.facts.c.name, t.facts.c.value).order_by(t.facts.c.name)).all()
    return sha256(repr((store.place, counted, [tuple(row) for row in facts])).encode()).hexdigest()[:32]
