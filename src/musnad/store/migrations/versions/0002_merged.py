"""Merged rows: reports and utterances, what ties them, happenings and sayings, and what is to be merged still."""

from alembic import op

from musnad.store.migrations.making import make

revision = "0002"
down_revision = "0001"

_TABLES = {
    "reports": "event:i! article:i data:t",
    "utterances": "statement:i! article:i data:t",
    "blocks": "block:i! item:i!",
    "ties": "one:i! other:i! score:f reasons:t",
    "members": "event:i! happening:i",
    "happenings": "id:i! type:t mode:t? status:t stance:t day:t earliest:t? latest:t? place:t? place_country:t? contexts:t sources:n "
    "reports:n outlets:t first_moment:t last_moment:t contradicted:t confidence:f lead:i merges:t",
    "roles": "happening:i! role:t! position:n! key:t kind:t country:t? office:t? day:t",
    "sayings": "id:i! speaker:t kind:t country:t? day:t sources:n reports:n outlets:t first_moment:t last_moment:t lead:i",
    "spoken": "statement:i! saying:i",
    "stale": "article:i!",
}

_INDEXES = (
    "reports article", "utterances article", "ties other", "members happening", "happenings day id", "happenings type day id",
    "happenings place day", "happenings place_country day", "happenings sources day", "happenings last_moment id",
    "roles key day happening", "roles country day happening", "sayings speaker day id", "sayings country day id", "sayings day id",
    "spoken saying",
)  # fmt: skip


def upgrade() -> None:
    """Make them; every article that is there is to be merged."""
    make(_TABLES, _INDEXES)
    op.execute("INSERT INTO stale SELECT id FROM articles")
