"""Indexes that questions need: what reaches into a time, how it stands, what several reports tell, the names of a key."""

from musnad.store.migrations.making import make

revision = "0004"
down_revision = "0003"

_INDEXES = (
    "happenings latest day id", "happenings earliest day", "happenings status day id", "happenings reports last_moment",
    "names key uses",
)  # fmt: skip


def upgrade() -> None:
    """Make them."""
    make({}, _INDEXES)
