"""The tables. Every row but a judgement follows from the stored articles and judgements alone, whatever order they came in.

Ids are made from content (`keys.ident`) and fit a signed 64-bit integer; outside the store they are written as 16
hexadecimal digits. Days are ISO dates (`2025-04-12`), which compare as text. The search index stands beside these tables
(`searching`): each database has its own kind.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, MetaData, Table, Text

SCHEMA = "0005"
"""The migration that makes these tables; the newest file of `migrations/versions`."""

metadata = MetaData()

ID = BigInteger().with_variant(Integer, "sqlite")
"""Only INTEGER is the key of SQLite's own row order; it holds 64 bits there."""


def _table(name: str, *columns: Column[Any] | Index) -> Table:
    """A table; where its key is made of several columns, SQLite keeps its rows in the order of the key."""
    keys = [c for c in columns if isinstance(c, Column) and c.primary_key]
    return Table(name, metadata, *columns, sqlite_with_rowid=len(keys) == 1)


def _in_sqlite(index: Index) -> Index:
    """An index of lists that may be longer than the 2.7 kB that a row of PostgreSQL's indexes holds."""
    index.ddl_if(dialect="sqlite")
    return index


def _id(name: str = "id") -> Column[Any]:
    return Column(name, ID, primary_key=True, autoincrement=False)


def _whole(name: str, *, null: bool = False) -> Column[Any]:
    return Column(name, ID, nullable=null)


def _text(name: str, *, null: bool = False) -> Column[Any]:
    return Column(name, Text, nullable=null)


def _part(name: str, kind: Any = Integer) -> Column[Any]:
    """A part of a key that is made of several columns."""
    return Column(name, kind, primary_key=True, autoincrement=False)


texts = _table("texts", _id(), _text("text"), _whole("copies", null=True), Index("texts_copies", "copies"))
"""Every wording once. `copies`: the copy group, named after the `articles.id` of its first carrier."""

articles = _table(
    "articles", _id(), _text("name"), _text("outlet", null=True), _text("published", null=True), _text("moment"),
    _text("url", null=True), _text("title", null=True), _whole("text"), _whole("version"),
    Index("articles_name", "name"), Index("articles_text", "text"), Index("articles_moment", "moment", "id"),
    Index("articles_outlet", "outlet", "moment"),
)  # fmt: skip
"""The carriers of texts. `name` is the document's own id, `moment` the time of publication in UTC, `9999` where unknown."""

versions = _table(
    "versions", _id(), _whole("article"), _whole("text"), _whole("document"), _text("coder"), Column("format", Integer, nullable=False),
    _text("moment"), _text("record"), Column("current", Boolean, nullable=False),
    Index("versions_article", "article"), Index("versions_text", "text"),
)  # fmt: skip
"""Every record that was ever stored, as JSON without its text; `current` marks the one that answers are made from."""

entities = _table(
    "entities", _id(), _whole("article"), _text("local"), _text("key"), _text("kind"), _text("name"), _text("en", null=True),
    _text("country", null=True), _text("office", null=True), _text("aliases"),
    Index("entities_article", "article"), Index("entities_key", "key"), Index("entities_office", "office", "country"),
    Index("entities_country", "country", "article"),
)  # fmt: skip
"""Actors and places of each article; `key` is the same for the same actor in all articles (`keys.entity_key`);
`aliases` is a JSON list."""

mentions = _table("mentions", _part("entity", ID), _part("start"), _part("stop"))
"""Where an entity is named in its article's text."""

names = _table(
    "names", _part("folded", Text), _part("key", Text), Column("uses", Integer, nullable=False), Index("names_key", "key", "uses")
)
"""Folded names of actors, and in how many entities each is used: for looking up and for suggestions."""

events = _table(
    "events", _id(), _whole("article"), _text("local"), _text("type"), _text("mode", null=True), _text("status"),
    _text("place", null=True), _text("place_country", null=True), _text("edtf", null=True), _text("earliest", null=True),
    _text("latest", null=True), _text("day"), _text("contexts"), Column("trigger_start", Integer, nullable=False),
    Column("trigger_stop", Integer, nullable=False), _text("evidence"), Column("confidence", Float, nullable=False),
    _text("judged", null=True),
    Index("events_article", "article"), Index("events_day", "day", "id"), Index("events_type", "type", "day"),
    Index("events_place", "place"), Index("events_place_country", "place_country"),
)  # fmt: skip
"""Events of current records. `earliest` and `latest` bound `edtf` by days; `day` is `earliest`, else the day of
publication, else empty: the day to sort by. `contexts` are joined by spaces, `evidence` is JSON `[[start, stop], …]`;
`judged` is the last judgement's verdict."""

parties = _table(
    "parties", _part("event", ID), _part("role", Text), _part("position"), _text("key"), _text("kind"), _text("country", null=True),
    Index("parties_key", "key", "event"), Index("parties_country", "country", "event"),
)  # fmt: skip
"""Who takes part in an event: `role` is actor, recipient, or a participant's role."""

statements = _table(
    "statements", _id(), _whole("article"), _text("local"), _text("mode"), _text("place", null=True), _text("addressee", null=True),
    _text("edtf", null=True), _text("earliest", null=True), _text("latest", null=True), _text("day"),
    Column("cue_start", Integer, nullable=False), Column("cue_stop", Integer, nullable=False),
    Column("content_start", Integer, nullable=False), Column("content_stop", Integer, nullable=False),
    Column("confidence", Float, nullable=False), _text("judged", null=True),
    Index("statements_article", "article"), Index("statements_day", "day", "id"),
)  # fmt: skip
"""Statements of current records; speaker and chain are their voices."""

voices = _table(
    "voices", _part("item", ID), _part("claim"), _part("position"), _text("stance"), _text("key"), _text("kind"),
    _text("country", null=True),
    Index("voices_key", "key", "item"), Index("voices_country", "country", "item"),
)  # fmt: skip
"""On whose word. For an event each claim's chain with its stance, from the first to speak (position 0) to the last to
pass it on; for a statement one claim of stance `says`, its speaker at position 0."""

bands = _table("bands", _part("band", ID), _part("text", ID))
"""Pieces of the texts' MinHash signatures: texts that share a band may be copies (`copies`)."""

judgements = _table(
    "judgements", _id(), _whole("item"), _text("kind"), _whole("article"), _whole("version"), _text("verdict"), _text("field", null=True),
    _text("value", null=True), _text("author"), _text("time"), _text("reason"),
    Index("judgements_item", "item"), Index("judgements_article", "article"),
)  # fmt: skip
"""What people said about items of records; rows are only ever added. `value` is JSON."""

facts = _table("facts", _part("name", Text), _text("value"))
"""About the database itself: by which rules its derived rows were made."""

reports = _table("reports", _id("event"), _whole("article"), _text("data"), Index("reports_article", "article"))
"""What merging compares of each event, as JSON, and what its merged rows are made of; those judged wrong have no row."""

utterances = _table("utterances", _id("statement"), _whole("article"), _text("data"), Index("utterances_article", "article"))
"""The same of each statement."""

blocks = _table("blocks", _part("block", ID), _part("item", ID))
"""Under which names (`keys.ident` of them) reports and utterances are filed; only those that share one are compared."""

ties = _table(
    "ties",
    _part("one", ID),
    _part("other", ID),
    Column("score", Float, nullable=False),
    _text("reasons"),
    Index("ties_other", "other"),
)
"""Two reports, or utterances, that are alike enough to be brought together, the earlier first, and why (JSON)."""

members = _table("members", _id("event"), _whole("happening"), Index("members_happening", "happening"))
"""Which happening each report tells: any report's id leads to it for good."""

happenings = _table(
    "happenings", _id(), _text("type"), _text("mode", null=True), _text("status"), _text("stance"), _text("day"),
    _text("earliest", null=True), _text("latest", null=True), _text("place", null=True), _text("place_country", null=True),
    _text("contexts"), Column("sources", Integer, nullable=False), Column("reports", Integer, nullable=False), Column("announced", Integer, nullable=False),
    _text("outlets"), _text("first_moment"), _text("last_moment"), _text("contradicted"), Column("confidence", Float, nullable=False), _whole("lead"),
    _text("merges"),
    Index("happenings_day", "day", "id"), Index("happenings_type", "type", "day", "id"), Index("happenings_place", "place", "day"),
    Index("happenings_place_country", "place_country", "day"), Index("happenings_sources", "sources", "day"),
    Index("happenings_last_moment", "last_moment", "id"), Index("happenings_latest", "latest", "day", "id"),
    Index("happenings_earliest", "earliest", "day"), Index("happenings_status", "status", "day", "id"),
    Index("happenings_announced", "announced", "last_moment", "latest", "contradicted"), _in_sqlite(Index("happenings_outlets", "outlets", "day", "id")),
)  # fmt: skip
"""Merged events, each named after its earliest report. `stance` is asserted, denied or both; `day` as of `events`;
`sources` counts independent ones, `announced` reports that tell it as planned, or called off; `outlets` is a JSON list, the first to report it first; `contradicted` names fields,
joined by spaces; `lead` is the report that tells it best; `merges` is JSON `[[one, other, score, [[name, weight, on], …]], …]`."""

roles = _table(
    "roles", _part("happening", ID), _part("role", Text), _part("position"), _text("key"), _text("kind"), _text("country", null=True),
    _text("office", null=True), _text("day"),
    Index("roles_key", "key", "day", "happening"), Index("roles_country", "country", "day", "happening"),
)  # fmt: skip
"""Who takes part in a happening, those first that most sources name; `office` as most reports give it, `day` the happening's."""

sayings = _table(
    "sayings", _id(), _text("speaker"), _text("kind"), _text("country", null=True), _text("day"), Column("sources", Integer, nullable=False),
    Column("reports", Integer, nullable=False), _text("outlets"), _text("first_moment"), _text("last_moment"), _whole("lead"),
    Index("sayings_speaker", "speaker", "day", "id"), Index("sayings_country", "country", "day", "id"), Index("sayings_day", "day", "id"),
    _in_sqlite(Index("sayings_outlets", "outlets", "day", "id")),
)  # fmt: skip
"""Merged statements, each named after its earliest utterance; `speaker` is a key, `lead` the utterance that brings it best."""

spoken = _table("spoken", _id("statement"), _whole("saying"), Index("spoken_saying", "saying"))
"""Which saying each statement brings."""

stale = _table("stale", _id("article"))
"""Articles whose rows changed since they were merged; while there are any, merged rows may name reports that are gone."""

loose = _table("loose", _id("article"))
"""Those of them that are compared with the others already, and whose groups are still to be worked out."""
