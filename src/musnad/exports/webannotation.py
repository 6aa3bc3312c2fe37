"""W3C Web Annotations (Recommendation of 2017) of the words that carry each report and each statement.

The target is the article with a TextPositionSelector (code points of its text, as everywhere in Musnad) and a TextQuoteSelector with the
words around; bodies say what the record reads there. Only quoted words are written, never an article. The terms are those of the
Annotation vocabulary under an @context of our own, so that a reader needs no network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from musnad.asking.answers import Article, Quote, Report, Utterance, Who
from musnad.exports.choice import PLAIN, Choice, Told
from musnad.exports.jsonld import document, filled
from musnad.version import VERSION

CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "oa": "http://www.w3.org/ns/oa#", "as": "http://www.w3.org/ns/activitystreams#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "musnad": "tag:musnad.invalid,2025:terms/",
    "id": "@id", "type": "@type",
    "Annotation": "oa:Annotation", "AnnotationPage": "as:OrderedCollectionPage", "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource", "TextPositionSelector": "oa:TextPositionSelector", "TextQuoteSelector": "oa:TextQuoteSelector",
    "Event": "musnad:Event", "Statement": "musnad:Statement", "Software": "as:Application",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "classifying": "oa:classifying", "identifying": "oa:identifying",
    "generator": {"@id": "as:generator", "@type": "@id"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"}, "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "value": "rdf:value",
    "language": "dc:language", "format": "dc:format", "title": "dc:title", "publisher": "dc:publisher",
    "eventType": "musnad:type", "mode": "musnad:mode", "status": "musnad:status", "when": "musnad:when",
    "happening": {"@id": "musnad:happening", "@type": "@id"},
    "actor": {"@id": "musnad:actor", "@type": "@id", "@container": "@list"},
    "recipient": {"@id": "musnad:recipient", "@type": "@id", "@container": "@list"},
    "chain": {"@id": "musnad:chain", "@type": "@id", "@container": "@list"},
    "speaker": {"@id": "musnad:speaker", "@type": "@id"}, "place": {"@id": "musnad:place", "@type": "@id"}, "name": "as:name",
}  # fmt: skip


def annotation_page(told: Iterable[Told], utterances: Iterable[Utterance] = (), choice: Choice = PLAIN) -> Iterator[bytes]:
    """One AnnotationPage: an annotation for each report of each happening, then one for each statement as an article brings it."""
    head = {"@context": CONTEXT, "id": choice.tag("annotations", "page"), "type": "AnnotationPage"}

    def items() -> Iterator[dict[str, Any]]:
        for one in told:
            for report in one.reports:
                yield _report(one.event.id, report, choice)
        for utterance in utterances:
            yield _utterance(utterance, choice)

    return document(head, "items", items())


def _report(happening: str, report: Report, choice: Choice) -> dict[str, Any]:
    body = {
        "type": "Event", "id": choice.tag("reports", report.id), "happening": choice.tag("events", happening), "eventType": report.type,
        "mode": report.mode, "status": report.status, "when": report.when, "place": report.place and _who(report.place, choice),
        "actor": [_who(who, choice) for who in report.actors], "recipient": [_who(who, choice) for who in report.recipients],
    }  # fmt: skip
    return _annotation(report.id, report.article, report.quotes, body, "classifying", choice)


def _utterance(said: Utterance, choice: Choice) -> dict[str, Any]:
    body = {
        "type": "Statement", "id": choice.tag("statements", said.id), "speaker": _who(said.speaker, choice), "mode": said.mode,
        "when": said.when, "chain": [_who(who, choice) for who in said.chain],
    }  # fmt: skip
    return _annotation(said.id, said.article, (said.quote,), body, "identifying", choice)


def _annotation(
    id: str, article: Article, quotes: Iterable[Quote], body: dict[str, Any], why: str, choice: Choice
) -> dict[str, Any]:
    return {
        "id": choice.tag("annotations", id), "type": "Annotation", "motivation": why, "body": filled(body),
        "target": [_target(article, quote, choice) for quote in quotes],
        "generator": {"id": choice.tag("software", VERSION), "type": "Software", "name": f"Musnad {VERSION}"},
    }  # fmt: skip


def _target(article: Article, quote: Quote, choice: Choice) -> dict[str, Any]:
    source = {
        "id": article.url or choice.tag("articles", article.id), "language": "ar", "format": "text/plain", "title": article.title,
        "publisher": article.outlet,
    }  # fmt: skip
    words = {"type": "TextQuoteSelector", "exact": quote.text, "prefix": quote.before, "suffix": quote.after}
    place = {"type": "TextPositionSelector", "start": quote.start, "end": quote.end}
    return {"type": "SpecificResource", "source": filled(source), "selector": [place, filled(words)]}


def _who(who: Who, choice: Choice) -> dict[str, Any]:
    return {"id": choice.tag("actors", who.key), "name": who.en or who.name}
