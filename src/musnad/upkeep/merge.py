"""Merging what the store holds."""

from __future__ import annotations

from collections.abc import Callable

from musnad.language import terms
from musnad.merging import NOTHING, add, merged_events, merged_statements
from musnad.merging.version import VERSION
from musnad.store import Store, begin_merging, forget_merged, mark_merged, stale_articles, unmerged, write_merged
from musnad.upkeep import rows as r
from musnad.upkeep.told import said_in, told_in, written_down

RULES = f"merging {VERSION}, rows 1, terms {terms.VERSION}"
"""By which rules merged rows are made; rows that others made are made anew."""
Progress = Callable[[int, int], None]


def merge(store: Store, progress: Progress | None = None) -> int:
    """Bring the merged rows up to date with the articles; how many articles were merged.

    `progress` is told how many articles are done, of how many. Raises `StoreError` where the database fails.
    """
    waiting = unmerged(store, RULES)
    if not waiting:
        return 0
    with store.writing() as connection:
        begin_merging(connection, RULES)
        forget_merged(connection)
        articles = stale_articles(connection)
        told = {one.report.id: one for article in articles for one in told_in(article)}
        said = {one.utterance.id: one for article in articles for one in said_in(article)}
        made: dict[str, list[r.Row]] = {
            "reports": [{"event": k, "article": v.report.carrier.article, "data": written_down(v)} for k, v in told.items()],
            "utterances": [{"statement": k, "article": v.utterance.carrier.article, "data": written_down(v)} for k, v in said.items()],
            "happenings": [], "roles": [], "members": [], "sayings": [], "spoken": [],
        }  # fmt: skip
        for event in merged_events(add(NOTHING, (one.report for one in told.values()))):
            row, roles = r.happening_rows(event, told)
            made["happenings"].append(row)
            made["roles"] += roles
            made["members"] += r.member_rows(event)
        for statement in merged_statements(one.utterance for one in said.values()):
            made["sayings"].append(r.saying_row(statement, said))
            made["spoken"] += r.spoken_rows(statement)
        write_merged(connection, made)
        mark_merged(connection, [article.held.article for article in articles])
    if progress:
        progress(len(articles), len(articles))
    return len(articles)
