"""Which articles are compared with the others already, but not yet brought into groups."""

from musnad.store.migrations.making import make

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    make({"loose": "article:i!"}, ())
