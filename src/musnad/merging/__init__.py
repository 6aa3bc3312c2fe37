"""Records of many articles become happenings: events and statements told by several are brought together, and pairs related.

Pure code on plain values: no database, no clock, no order of arrival. Whoever keeps records makes `Report`s and
`Utterance`s of them (`reports_of`, `utterances_of`) and gives these in.
"""

from musnad.merging.blocks import blocks
from musnad.merging.changes import Change, changes
from musnad.merging.coreference import NOTHING, Merge, Merging, add, without
from musnad.merging.events import Field, MergedEvent, Variant, Word, merged_event, merged_events
from musnad.merging.forwarding import Address, follow, forwarding
from musnad.merging.history import Outcome, StatusStep, outcome, steps, was_postponed
from musnad.merging.likeness import Likeness, Profile, Reason, likeness
from musnad.merging.relations import (
    Accusation,
    Period,
    Step,
    between,
    last_meeting,
    meetings_ahead,
    open_accusations,
    series,
    visits,
)
from musnad.merging.reports import Carrier, Party, Report, Utterance, Voice, reports_of, utterances_of
from musnad.merging.sources import independent
from musnad.merging.statements import MergedStatement, merged_statements

__all__ = [
    "NOTHING", "Accusation", "Address", "Carrier", "Change", "Field", "Likeness", "Merge", "MergedEvent", "MergedStatement", "Merging",
    "Outcome", "Party", "Period", "Profile", "Reason", "Report", "StatusStep", "Step", "Utterance", "Variant", "Voice", "Word", "add",
    "between", "blocks", "changes", "follow", "forwarding", "independent", "last_meeting", "likeness", "meetings_ahead", "merged_event",
    "merged_events", "merged_statements", "open_accusations", "outcome", "reports_of", "series", "steps", "utterances_of", "visits",
    "was_postponed", "without",
]  # fmt: skip
