"""Running the pipeline over many documents: on all cores, in order, in constant memory."""

from musnad.engines.processes import Coded, Failure, code_many

__all__ = ["Coded", "Failure", "code_many"]
