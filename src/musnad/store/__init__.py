"""Records kept in a database: every version, every judgement, and rows to ask. The only room that knows SQL.

>>> import musnad, tempfile
>>> store = open_store(tempfile.mkdtemp() + "/news.db")
>>> add(store, [musnad.code(musnad.Document("a1", "زار وزير الخارجية الإيراني عباس عراقجي موسكو أمس.", published="2025-04-18"))])
1
>>> counts(store).events
1
"""

from sqlalchemy import Connection

from musnad.store.database import Store
from musnad.store.days import bounds
from musnad.store.dump import digest, dump
from musnad.store.judgements import FIELDS, Judgement, Verdict, export_judgements, judgements_of, make_judgement
from musnad.store.keys import article_id, document_id, entity_key, written
from musnad.store.merged import unmerged
from musnad.store.opening import open_store
from musnad.store.reading import (
    Carrier,
    Counts,
    Held,
    carriers,
    counts,
    find_article,
    find_item,
    held,
    held_many,
    independent,
    records,
)
from musnad.store.rows import ids_of
from musnad.store.searching import Found, Query, hits, parse, search
from musnad.store.storable import check_record, check_storable
from musnad.store.writing import add, add_judgement, held_documents, rebuild

__all__ = [
    "FIELDS", "Carrier", "Connection", "Counts", "Found", "Held", "Judgement", "Query", "Store", "Verdict", "add",
    "add_judgement", "article_id", "bounds", "carriers", "check_record", "check_storable", "counts", "digest", "document_id", "dump",
    "entity_key", "export_judgements", "find_article", "find_item", "held", "held_documents", "held_many", "hits", "ids_of",
    "independent", "judgements_of", "make_judgement", "open_store", "parse", "rebuild", "records", "search", "unmerged",
    "written",
]  # fmt: skip
