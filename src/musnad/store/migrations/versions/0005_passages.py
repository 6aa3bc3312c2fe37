"""The passages index: events and statements by their own words. It is filled from the articles that are there."""

from alembic import op
from sqlalchemy import select

from musnad.store import tables as t
from musnad.store.passages import POSTGRESQL, SQLITE, add_passages, held_passages
from musnad.store.sql import chunks

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make and fill it."""
    connection = op.get_bind()
    for statement in (SQLITE,) if connection.dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
    articles = connection.execute(select(t.articles.c.id).order_by(t.articles.c.id)).scalars().all()
    for some in chunks(articles):
        query = select(t.articles.c.id, t.texts.c.text).join(t.texts, t.texts.c.id == t.articles.c.text)
        words = {row.id: row.text for row in connection.execute(query.where(t.articles.c.id.in_(some)))}
        add_passages(connection, held_passages(connection, words))
