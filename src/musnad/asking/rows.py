"""Answers as flat rows: one line of a table each, for people's lists and for exports.

A cell is a text, a number or None. Lists are joined by `JOINT` in the order of the answer, parallel lists (names, keys, countries) part
for part; a part that isn't known is empty. What each column means stands in the codebook (`musnad.exports.codebook`).

>>> joined(["إيران", None, "عُمان"])
'إيران||عُمان'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from musnad.asking.answers import Article, Claim, Event, Part, Quote, Report, Statement, Utterance, Who

Cell = str | int | float | None
Row = dict[str, Cell]
JOINT = "|"
"""Between the parts of a list; one within a part is written as a broken bar («¦»)."""
GAP = " … "
"""Between pieces of evidence that don't touch."""


def joined(parts: Iterable[str | None]) -> str | None:
    """Parts of a list as one cell, empty parts kept; None where there are none."""
    texts = [(part or "").replace(JOINT, "¦") for part in parts]
    return JOINT.join(texts) if texts else None


def event_row(event: Event) -> Row:
    """A happening, with the words of the report that tells it best."""
    report = event.evidence
    return {
        "id": event.id, "day": event.day, "first": event.first, "last": event.last, "type": event.type, "mode": event.mode,
        "status": event.status, "outcome": event.outcome, "stance": event.stance, **_parties(event), **_place("place", event.place),
        "contexts": joined(event.contexts), "sources": event.sources, "reports": event.reports, "outlets": joined(event.outlets),
        "contradicted": joined(event.contradicted), "cameo": event.cameo, "goldstein": event.goldstein, "quad": event.quad,
        "confidence": event.confidence, "evidence": _words(report.quotes), **_span(report.quotes), **_bearer(report.article),
    }  # fmt: skip


def report_row(happening: str, report: Report) -> Row:
    """One event as one article tells it; `happening` is the id of the merged event that it belongs to."""
    return {
        "id": report.id, "event": happening, "local": report.local, "type": report.type, "mode": report.mode, "status": report.status,
        "when": report.when, **_parties(report), **_place("place", report.place), "claims": joined(map(_claim, report.claims)),
        "contexts": joined(report.contexts), "confidence": report.confidence, "judged": report.judged,
        "evidence": _words(report.quotes), **_span(report.quotes), **_bearer(report.article),
    }  # fmt: skip


def statement_row(statement: Statement) -> Row:
    """Something said, with the words of the article that brings it best."""
    said = statement.evidence
    return {
        "id": statement.id, "day": statement.day, **_one("speaker", statement.speaker), "chain": joined(who.name for who in said.chain),
        "chain_keys": joined(who.key for who in said.chain), "sources": statement.sources, "reports": statement.reports,
        "outlets": joined(statement.outlets), **_told(said),
    }  # fmt: skip


def article_row(article: Article) -> Row:
    """An article as the bearer of reports; never its text."""
    return {
        "id": article.id, "name": article.name, "outlet": article.outlet, "published": article.published, "title": article.title,
        "url": article.url, "copies": article.copies,
    }  # fmt: skip


def who_row(who: Who) -> Row:
    """An actor or place."""
    return {"key": who.key, "kind": who.kind, "name": who.name, "en": who.en, "country": who.country}


def _told(said: Utterance) -> Row:
    return {
        "mode": said.mode, "when": said.when, **_place("place", said.place),
        "addressee": said.addressee.name if said.addressee else None, "addressee_key": said.addressee.key if said.addressee else None, "cue": said.cue,
        "content": said.quote.text, "start": said.quote.start, "end": said.quote.end, "confidence": said.confidence, "judged": said.judged,
        **_bearer(said.article),
    }  # fmt: skip


def _parties(event: Event | Report) -> Row:
    return {**_several("actor", event.actors), **_several("recipient", event.recipients), "participants": joined(map(_part, event.participants))}  # fmt: skip


def _several(name: str, people: Sequence[Who]) -> Row:
    return {
        f"{name}s": joined(who.name for who in people), f"{name}s_en": joined(who.en for who in people),
        f"{name}_keys": joined(who.key for who in people), f"{name}_kinds": joined(who.kind for who in people),
        f"{name}_countries": joined(who.country for who in people),
    }  # fmt: skip


def _one(name: str, who: Who) -> Row:
    return {
        name: who.name, f"{name}_en": who.en, f"{name}_key": who.key, f"{name}_kind": who.kind, f"{name}_country": who.country,
    }  # fmt: skip


def _place(name: str, place: Who | None) -> Row:
    if place is None:
        return dict.fromkeys((name, f"{name}_en", f"{name}_key", f"{name}_country"))
    return {name: place.name, f"{name}_en": place.en, f"{name}_key": place.key, f"{name}_country": place.country}


def _bearer(article: Article) -> Row:
    return {
        "article": article.id, "article_name": article.name, "outlet": article.outlet, "published": article.published,
        "title": article.title, "url": article.url,
    }  # fmt: skip


def _span(quotes: Sequence[Quote]) -> Row:
    return {"start": quotes[0].start if quotes else None, "end": quotes[0].end if quotes else None}


def _words(quotes: Sequence[Quote]) -> str | None:
    return GAP.join(quote.text for quote in quotes) or None


def _part(part: Part) -> str:
    return f"{part.role}: {part.who.name}"


def _claim(claim: Claim) -> str:
    return f"{claim.stance}: " + " > ".join(who.name for who in claim.chain)
