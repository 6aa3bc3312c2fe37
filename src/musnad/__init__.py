"""Musnad reads Arabic news about relations between states into attributed records.

>>> import musnad
>>> record = musnad.code(musnad.Document("a1", "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الإيراني في موسكو."))
>>> record.events[0].type.value
'CONSULT'
"""

from musnad import asking
from musnad.engines import code_many, ingest
from musnad.errors import KnowledgeError, MusnadError, NetworkError, RecordError, SourceError, StoreError
from musnad.pipeline import code, code_all
from musnad.record import (
    Claim,
    Document,
    Entity,
    EntityKind,
    Event,
    EventType,
    Participant,
    Record,
    Role,
    Span,
    SpeechMode,
    Stance,
    Statement,
    Status,
    Time,
    schema,
)
from musnad.sources import Fields, Reject, read_documents
from musnad.store import Store, open_store
from musnad.upkeep import merge
from musnad.version import VERSION as __version__

__all__ = [
    "Claim", "Document", "Entity", "EntityKind", "Event", "EventType", "Fields", "KnowledgeError", "MusnadError", "NetworkError",
    "Participant", "Record", "RecordError", "Reject", "Role", "SourceError", "Span", "SpeechMode", "Stance", "Statement",
    "Status", "Store", "StoreError", "Time", "__version__", "asking", "code", "code_all", "code_many", "ingest", "merge",
    "open_store", "read_documents", "schema",
]  # fmt: skip
