"""The passages index: events and statements by their own words. It is filled from the articles that are there.

And what questions need beside it: how many reports announced a happening, and indexes of that, of outlets, and of the articles that name
somebody of a state.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import select

from musnad.store import tables as t
from musnad.store.migrations.making import make
from musnad.store.passages import POSTGRESQL, SQLITE, add_passages, held_passages
from musnad.store.sql import chunks

revision = "0005"
down_revision = "0004"


_INDEXES = (
    "happenings announced last_moment latest contradicted", "happenings outlets day id", "sayings outlets day id", "entities country article",
)  # fmt: skip


def upgrade() -> None:
    """Make and fill it."""
    op.add_column("happenings", sa.Column("announced", sa.Integer, nullable=False, server_default="0"))
    op.execute(
        "UPDATE happenings SET announced = (SELECT count(*) FROM members JOIN events ON events.id = members.event "
        "WHERE members.happening = happenings.id AND events.status IN ('planned', 'cancelled'))"
    )
    op.drop_index("happenings_reports")
    make({}, _INDEXES)
    connection = op.get_bind()
    for statement in (SQLITE,) if connection.dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
    articles = connection.execute(select(t.articles.c.id).order_by(t.articles.c.id)).scalars().all()
    for some in chunks(articles):
        query = select(t.articles.c.id, t.texts.c.text).join(t.texts, t.texts.c.id == t.articles.c.text)
        words = {row.id: row.text for row in connection.execute(query.where(t.articles.c.id.in_(some)))}
        add_passages(connection, held_passages(connection, words))
