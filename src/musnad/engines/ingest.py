"""Articles into a store: read, coded on all cores, kept batch by batch; what is there already is passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeVar

from musnad.engines.processes import Failure, code_many
from musnad.errors import StoreError
from musnad.pipeline import TAGGER, coder
from musnad.record import Document, Record
from musnad.store import Store, add, check_record, check_storable, document_id, held_documents

T = TypeVar("T")
_BATCH = 64
"""Articles kept in one transaction: a commit costs under a tenth of storing them, and a second's work at most is done again."""


class Stored(NamedTuple):
    """A batch that is safe in the database: ids of its articles, and how many were not there before."""

    ids: tuple[str, ...]
    new: int


def ingest(
    store: Store, documents: Iterable[Document], jobs: int | None = None, tagger: str = TAGGER,
    on_failure: Callable[[Failure], None] | None = None,
) -> Iterator[Stored]:  # fmt: skip
    """Code documents and store their records; one `Stored` for each batch, given when it is safe.

    A document that the store holds as coded by this very version is passed over (and acknowledged), so an interrupted run
    is simply run again. What cannot be coded or kept goes to `on_failure`; without it the first one raises `StoreError`.
    """

    def failed(failure: Failure) -> None:
        if on_failure is None:
            raise StoreError(f"{failure.document.id}: {failure.reason}")
        on_failure(failure)

    held: list[str] = []
    coded = code_many(_new(store, _storable(documents, failed), coder(tagger), held), jobs, tagger)
    for batch in _batches(coded, _BATCH):
        records = []
        for result in batch:
            if isinstance(result, Failure):
                failed(result)
            else:
                records.append(Record.from_json(result.line))
        yield from _keep(store, records, held)
    yield from _keep(store, [], held)


def ingest_records(
    store: Store, records: Iterable[Record], on_failure: Callable[[Failure], None] | None = None
) -> Iterator[Stored]:
    """Store records that were coded before; otherwise as `ingest`."""
    for batch in _batches(records, _BATCH):
        fine = []
        for record in batch:
            try:
                check_record(record)
                fine.append(record)
            except StoreError as fault:
                if on_failure is None:
                    raise
                on_failure(Failure(record.document, str(fault)))
        yield from _keep(store, fine, [])


def _keep(store: Store, records: list[Record], held: list[str]) -> Iterator[Stored]:
    """Store records; acknowledges them and those found to be held."""
    new = add(store, records) if records else 0
    ids = (*held, *(record.document.id for record in records))
    held.clear()
    if ids:
        yield Stored(ids, new)


def _storable(documents: Iterable[Document], failed: Callable[[Failure], None]) -> Iterator[Document]:
    for document in documents:
        try:
            check_storable(document)
        except StoreError as fault:
            failed(Failure(document, str(fault)))
        else:
            yield document


def _new(store: Store, documents: Iterable[Document], by: str, held: list[str]) -> Iterator[Document]:
    """The documents that the store does not hold yet; the ids of the others are noted in `held`."""
    for batch in _batches(documents, _BATCH):
        there = held_documents(store, batch, by)
        for document in batch:
            if document_id(document) in there:
                held.append(document.id)
            else:
                yield document


def _batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(values)
    while batch := list(islice(remaining, size)):
        yield batch
