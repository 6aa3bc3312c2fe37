"""The first tables: texts and their carriers, versions of records, their rows, judgements, the search index."""

from alembic import op

from musnad.store.migrations.making import make

revision = "0001"
down_revision = None

_TABLES = {
    "texts": "id:i! text:t copies:i?",
    "articles": "id:i! name:t outlet:t? published:t? moment:t url:t? title:t? text:i version:i",
    "versions": "id:i! article:i text:i document:i coder:t format:n moment:t record:t current:b",
    "entities": "id:i! article:i local:t key:t kind:t name:t en:t? country:t? office:t? aliases:t",
    "mentions": "entity:i! start:n! stop:n!",
    "names": "folded:t! key:t! uses:n",
    "events": "id:i! article:i local:t type:t mode:t? status:t place:t? place_country:t? edtf:t? earliest:t? latest:t? day:t "
    "contexts:t trigger_start:n trigger_stop:n evidence:t confidence:f judged:t?",
    "parties": "event:i! role:t! position:n! key:t kind:t country:t?",
    "statements": "id:i! article:i local:t mode:t place:t? addressee:t? edtf:t? earliest:t? latest:t? day:t cue_start:n cue_stop:n "
    "content_start:n content_stop:n confidence:f judged:t?",
    "voices": "item:i! claim:n! position:n! stance:t key:t kind:t country:t?",
    "bands": "band:i! text:i!",
    "judgements": "id:i! item:i kind:t article:i version:i verdict:t field:t? value:t? author:t time:t reason:t",
    "facts": "name:t! value:t",
}

_INDEXES = (
    "texts copies", "articles name", "articles text", "articles moment id", "articles outlet moment", "versions article",
    "versions text", "entities article", "entities key", "entities office country", "events article", "events day id",
    "events type day", "events place", "events place_country", "parties key event", "parties country event",
    "statements article", "statements day id", "voices key item", "voices country item", "judgements item", "judgements article",
)  # fmt: skip

_SQLITE = (
    "CREATE VIRTUAL TABLE search USING fts5(title, body, content='', tokenize=\"unicode61 remove_diacritics 0\")",
    "CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are never changed'); END",
    "CREATE TRIGGER judgements_last BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are never deleted'); END",
)
_POSTGRESQL = (
    "CREATE TABLE search (article BIGINT PRIMARY KEY, terms TSVECTOR NOT NULL)",
    "CREATE INDEX search_terms ON search USING gin (terms)",
    "CREATE FUNCTION musnad_judgements_stay() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'judgements are never changed or deleted'; END $$",
    "CREATE TRIGGER judgements_stay BEFORE UPDATE OR DELETE ON judgements FOR EACH ROW EXECUTE FUNCTION musnad_judgements_stay()",
)


def upgrade() -> None:
    """Make everything."""
    make(_TABLES, _INDEXES)
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
