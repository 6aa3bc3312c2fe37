"""Parquet, by row groups, with the codebook's meanings in the schema. Needs `pip install 'musnad[parquet]'`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import IO, Any, cast

from musnad.exports.choice import ExportError
from musnad.exports.codebook import Column
from musnad.exports.delimited import Cell
from musnad.exports.sink import Sink

_GROUP = 5000
"""Rows held at a time."""


def parquet(columns: Sequence[Column], rows: Iterable[Mapping[str, Cell]]) -> Iterator[bytes]:
    """Rows as one Parquet file; each field carries its meaning (`en`, `ar`). Raises `ExportError` without pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise ExportError("Parquet needs the library pyarrow: pip install 'musnad[parquet]'") from None
    kinds: dict[str, Any] = {"integer": pa.int64(), "number": pa.float64()}
    schema = pa.schema([pa.field(c.name, kinds.get(c.type, pa.string()), metadata={"en": c.en, "ar": c.ar}) for c in columns])
    sink = Sink()
    rest = iter(rows)
    with pq.ParquetWriter(cast(IO[bytes], sink), schema) as writer:
        while group := list(islice(rest, _GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
            yield sink.drained()
    yield sink.drained()
