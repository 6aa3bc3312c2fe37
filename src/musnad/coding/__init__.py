"""From tagged spans to the record: entities grouped, times resolved, statements attributed, events merged, claims drawn."""

from musnad.coding.make import make_record

__all__ = ["make_record"]
