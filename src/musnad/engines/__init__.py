"""Running the pipeline over many documents: on all cores, in order, in constant memory."""

from musnad.engines.ingest import Stored, ingest, ingest_records
from musnad.engines.merging import merge_many
from musnad.engines.processes import Coded, Failure, code_many

__all__ = ["Coded", "Failure", "Stored", "code_many", "ingest", "ingest_records", "merge_many"]
