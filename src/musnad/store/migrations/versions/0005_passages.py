"""The passages index: events and statements by their own words. It is filled from the articles that are there.

And what questions need beside it: how many reports announced a happening, and indexes of that, of outlets, and of the articles that name
somebody of a state.
"""

import sqlalchemy as sa
from alembic import op

from musnad.store.migrations.making import make
from musnad.store.passages import POSTGRESQL, SQLITE, add_passages, held_passages
from musnad.store.sql import chunks

revision = "0005"
down_revision = "0004"


_ARTICLES, _TEXTS = (sa.table(name, sa.column("id"), sa.column("text")) for name in ("articles", "texts"))
_INDEXES = ("happenings announced last_moment latest contradicted", "entities country article")
_OF_OUTLETS = ("happenings outlets day id", "sayings outlets day id")
"""In SQLite only: a row of PostgreSQL's indexes holds 2.7 kB, and a list of outlets may be longer."""


def upgrade() -> None:
    """Make and fill it."""
    op.add_column("happenings", sa.Column("announced", sa.Integer, nullable=False, server_default="0"))
    op.execute(
        "UPDATE happenings SET announced = (SELECT count(*) FROM members JOIN events ON events.id = members.event "
        "WHERE members.happening = happenings.id AND events.status IN ('planned', 'cancelled'))"
    )
    op.drop_index("happenings_reports")
    connection = op.get_bind()
    make({}, _INDEXES + (_OF_OUTLETS if connection.dialect.name == "sqlite" else ()))
    for statement in (SQLITE,) if connection.dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
    articles = connection.execute(sa.select(_ARTICLES.c.id).order_by(_ARTICLES.c.id)).scalars().all()
    for some in chunks(articles):
        query = sa.select(_ARTICLES.c.id, _TEXTS.c.text).join(_TEXTS, _TEXTS.c.id == _ARTICLES.c.text)
        words = {row.id: row.text for row in connection.execute(query.where(_ARTICLES.c.id.in_(some)))}
        add_passages(connection, held_passages(connection, words))
