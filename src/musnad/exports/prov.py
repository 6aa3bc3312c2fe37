"""PROV-O (W3C, 2013) as JSON-LD: on whose word each report of a happening and each statement stands.

A happening is a prov:Entity derived from its reports. A report is attributed to its outlet; where the article passes on what others
say, it was quoted from the last who passed it on, he from the one before, back to the first speaker, whose word is its primary source.
The coding of an article is a prov:Activity of this program, which used the article and generated the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

from musnad.asking.answers import Article, Report, Utterance, Who
from musnad.exports.choice import PLAIN, Choice, Told
from musnad.exports.jsonld import document
from musnad.version import VERSION


def _link(name: str) -> dict[str, str]:
    return {"@id": f"prov:{name}", "@type": "@id"}


CONTEXT: dict[str, Any] = {
    "@version": 1.1, "prov": "http://www.w3.org/ns/prov#", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "dcterms": "http://purl.org/dc/terms/", "musnad": "tag:musnad.invalid,2025:terms/",
    "id": "@id", "type": "@type", "Entity": "prov:Entity", "Activity": "prov:Activity", "Agent": "prov:Agent", "Person": "prov:Person",
    "Organization": "prov:Organization", "SoftwareAgent": "prov:SoftwareAgent", "PrimarySource": "prov:PrimarySource",
    **{name: _link(name) for name in (
        "wasAttributedTo", "wasQuotedFrom", "hadPrimarySource", "wasDerivedFrom", "wasGeneratedBy", "used", "wasAssociatedWith")},
    "value": "prov:value", "label": "rdfs:label", "name": {"@id": "rdfs:label", "@container": "@language"}, "title": "dcterms:title",
    "issued": "dcterms:issued", "source": {"@id": "dcterms:source", "@type": "@id"}, "stance": "musnad:stance",
    "Happening": "musnad:Happening", "Report": "musnad:Report", "Word": "musnad:Word", "Statement": "musnad:Statement", "Article": "musnad:Article",
}  # fmt: skip
_AGENTS = {"person": "Person", "anon": "Agent", "state": "Organization", "body": "Organization", "igo": "Organization",
           "group": "Organization", "outlet": "Organization", "place": "Agent"}  # fmt: skip


def prov(told: Iterable[Told], utterances: Iterable[Utterance] = (), choice: Choice = PLAIN) -> Iterator[bytes]:
    """One document whose @graph holds happenings, reports, statements, words and agents; every node is written once."""
    return document({"@context": CONTEXT}, "@graph", _once(_nodes(told, utterances, choice)))


def _once(nodes: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    seen: set[bytes] = set()
    for node in nodes:
        mark = blake2b(node["id"].encode(), digest_size=16).digest()
        if mark not in seen:
            seen.add(mark)
            yield node


def _nodes(told: Iterable[Told], utterances: Iterable[Utterance], choice: Choice) -> Iterator[dict[str, Any]]:
    software = choice.tag("software", VERSION)
    yield {"id": software, "type": "SoftwareAgent", "label": f"Musnad {VERSION}"}
    for event, reports in told:
        yield {
            "id": choice.tag("events", event.id), "type": ["Entity", "Happening"], "label": f"{event.type} {event.day or ''}".strip(),
            "wasDerivedFrom": [choice.tag("reports", report.id) for report in reports],
        }  # fmt: skip
        for report in reports:
            yield from _report(report, software, choice)
    for said in utterances:
        yield from _utterance(said, software, choice)


def _report(report: Report, software: str, choice: Choice) -> Iterator[dict[str, Any]]:
    yield from _bearer(report.article, software, choice)
    words = [list(_chain(f"{report.id}/{n}", claim.stance, claim.chain, choice)) for n, claim in enumerate(report.claims)]
    for chain, claim in zip(words, report.claims, strict=True):
        yield from chain
        yield from (_agent(who, choice) for who in claim.chain)
    yield {
        "id": choice.tag("reports", report.id), "type": ["Entity", "Report"], "value": [quote.text for quote in report.quotes],
        "wasQuotedFrom": [chain[-1]["id"] for chain in words], "hadPrimarySource": [chain[0]["id"] for chain in words],
        **_printed(report.article, choice),
    }  # fmt: skip


def _utterance(said: Utterance, software: str, choice: Choice) -> Iterator[dict[str, Any]]:
    yield from _bearer(said.article, software, choice)
    people = (said.speaker, *said.chain)
    words = list(_chain(said.id, "says", people, choice))
    yield from words
    yield from (_agent(who, choice) for who in people)
    yield {
        "id": choice.tag("statements", said.id), "type": ["Entity", "Statement"], "value": said.quote.text,
        "wasQuotedFrom": words[-1]["id"], "hadPrimarySource": words[0]["id"], **_printed(said.article, choice),
    }  # fmt: skip


def _bearer(article: Article, software: str, choice: Choice) -> Iterator[dict[str, Any]]:
    """The article, its outlet, and the coding that read it."""
    printed = _printed(article, choice)
    if printed["wasAttributedTo"]:
        yield {"id": printed["wasAttributedTo"], "type": "Organization", "label": article.outlet}
    yield {
        "id": printed["wasDerivedFrom"], "type": ["Entity", "Article"], "title": article.title, "issued": article.published,
        "source": article.url, "wasAttributedTo": printed["wasAttributedTo"],
    }  # fmt: skip
    yield {"id": printed["wasGeneratedBy"], "type": "Activity", "used": printed["wasDerivedFrom"], "wasAssociatedWith": software}


def _printed(article: Article, choice: Choice) -> dict[str, str | None]:
    return {
        "wasAttributedTo": choice.tag("outlets", article.outlet) if article.outlet else None,
        "wasDerivedFrom": choice.tag("articles", article.id), "wasGeneratedBy": choice.tag("codings", article.id),
    }  # fmt: skip


def _chain(item: str, stance: str, people: Iterable[Who], choice: Choice) -> Iterator[dict[str, Any]]:
    """What is said, from the first speaker's words to those of the last who passed them on."""
    before, first = None, choice.tag("words", f"{item}/0")
    for k, who in enumerate(people):
        id = choice.tag("words", f"{item}/{k}")
        yield {
            "id": id, "type": ["Entity", "Word"], "stance": stance, "wasAttributedTo": choice.tag("actors", who.key),
            "wasQuotedFrom": before, "hadPrimarySource": first if k else None,
        }  # fmt: skip
        before = id


def _agent(who: Who, choice: Choice) -> dict[str, Any]:
    return {
        "id": choice.tag("actors", who.key), "type": _AGENTS[who.kind],
        "name": {"ar": who.name} | ({"en": who.en} if who.en else {}),
    }  # fmt: skip
