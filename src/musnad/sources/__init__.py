"""Anything that holds articles → `Document`s: files, folders, compressed or not, standard input.

>>> documents = read_documents(["samples/articles"])
>>> next(documents).outlet
'وكالة النورس'
"""

from musnad.sources.fields import FIELDS, Fields
from musnad.sources.read import FORMATS, Reject, read_documents, size
from musnad.sources.records import holds_records, read_records

__all__ = ["FIELDS", "FORMATS", "Fields", "Reject", "holds_records", "read_documents", "read_records", "size"]
