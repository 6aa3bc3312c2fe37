"""PROV-O (W3C, 2013) as JSON-LD: on whose word each report of a happening stands.

A happening is a prov:Entity derived from its reports. A report is attributed to its outlet; where the article passes on what others
say, it was quoted from the last who passed it on, he from the one before, back to the first speaker, whose word is its primary source.
The coding of an article is a prov:Activity of this program, which used the article and generated the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from musnad.asking.answers import Claim, Report, Who
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
    "Happening": "musnad:Happening", "Report": "musnad:Report", "Word": "musnad:Word", "Article": "musnad:Article",
}  # fmt: skip
_AGENTS = {"person": "Person", "anon": "Agent", "state": "Organization", "body": "Organization", "igo": "Organization",
           "group": "Organization", "outlet": "Organization", "place": "Agent"}  # fmt: skip


def prov(told: Iterable[Told], choice: Choice = PLAIN) -> Iterator[bytes]:
    """One document whose @graph holds happenings, reports, words and agents; every node is written once."""
    return document({"@context": CONTEXT}, "@graph", _nodes(told, choice))


def _nodes(told: Iterable[Told], choice: Choice) -> Iterator[dict[str, Any]]:
    software = choice.tag("software", VERSION)
    yield {"id": software, "type": "SoftwareAgent", "label": f"Musnad {VERSION}"}
    seen: set[str] = set()
    for event, reports in told:
        yield {
            "id": choice.tag("events", event.id), "type": ["Entity", "Happening"], "label": f"{event.type} {event.day or ''}".strip(),
            "wasDerivedFrom": [choice.tag("reports", report.id) for report in reports],
        }  # fmt: skip
        for report in reports:
            for node in _report(report, software, choice):
                if node["id"] not in seen:
                    seen.add(node["id"])
                    yield node


def _report(report: Report, software: str, choice: Choice) -> Iterator[dict[str, Any]]:
    article = choice.tag("articles", report.article.id)
    outlet = report.article.outlet
    teller = choice.tag("outlets", outlet) if outlet else None
    if teller:
        yield {"id": teller, "type": "Organization", "label": outlet}
    yield {
        "id": article, "type": ["Entity", "Article"], "title": report.article.title, "issued": report.article.published,
        "source": report.article.url, "wasAttributedTo": teller,
    }  # fmt: skip
    coding = choice.tag("codings", report.article.id)
    yield {"id": coding, "type": "Activity", "used": article, "wasAssociatedWith": software}
    last, first = [], []
    for n, claim in enumerate(report.claims):
        words = list(_chain(report.id, n, claim, choice))
        yield from words
        yield from (_agent(who, choice) for who in claim.chain)
        first.append(words[0]["id"])
        last.append(words[-1]["id"])
    yield {
        "id": choice.tag("reports", report.id), "type": ["Entity", "Report"], "value": [quote.text for quote in report.quotes],
        "wasAttributedTo": teller, "wasDerivedFrom": article, "wasQuotedFrom": last, "hadPrimarySource": first, "wasGeneratedBy": coding,
    }  # fmt: skip


def _chain(report: str, n: int, claim: Claim, choice: Choice) -> Iterator[dict[str, Any]]:
    """The words of a claim, from the first speaker's to those of the last who passed them on."""
    before, first = None, choice.tag("words", f"{report}/{n}/0")
    for k, who in enumerate(claim.chain):
        id = choice.tag("words", f"{report}/{n}/{k}")
        yield {
            "id": id, "type": ["Entity", "Word"], "stance": claim.stance, "wasAttributedTo": choice.tag("actors", who.key),
            "wasQuotedFrom": before, "hadPrimarySource": first if k else None,
        }  # fmt: skip
        before = id


def _agent(who: Who, choice: Choice) -> dict[str, Any]:
    return {
        "id": choice.tag("actors", who.key), "type": _AGENTS[who.kind],
        "name": {"ar": who.name} | ({"en": who.en} if who.en else {}),
    }  # fmt: skip
