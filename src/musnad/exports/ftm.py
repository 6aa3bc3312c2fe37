"""FollowTheMoney entities, one a line of JSON, for Aleph, OpenAleph and yente (schema of followthemoney 3.5).

A happening is an `Event` with its parties `involved`; actors are `Person`, `PublicBody` (states and their organs), `Organization` or
`LegalEntity` (unnamed sources); an article is an `Article`; `Documentation` ties an event to each article that tells it, with the
quoted words as its summary; `Mention` ties an actor to an article. Ids are made from content: the same collection gives the same ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

import msgspec

from musnad.asking.answers import Article, Event, Report, Who
from musnad.exports.actors import where
from musnad.exports.choice import PLAIN, Choice, Told
from musnad.exports.wording import label
from musnad.knowledge import states

SCHEMATA = {
    "state": "PublicBody", "body": "PublicBody", "person": "Person", "igo": "Organization", "group": "Organization",
    "outlet": "Organization", "anon": "LegalEntity", "place": "Address",
}  # fmt: skip
"""The schema of each kind of actor. A place is an address, and no party."""


def ftm(told: Iterable[Told], choice: Choice = PLAIN) -> Iterator[bytes]:
    """Entities in the order in which happenings need them, each id once. Ids of what was written are kept (16 bytes each)."""
    written: set[bytes] = set()
    for one in told:
        for entity in _entities(one, choice):
            mark = blake2b(entity["id"].encode(), digest_size=16).digest()
            if mark not in written:
                written.add(mark)
                yield msgspec.json.encode(entity) + b"\n"


def ident(kind: str, *parts: str) -> str:
    """An entity's id: «mnd-event-» and 32 hexadecimal digits."""
    return f"mnd-{kind}-{blake2b(chr(0).join(parts).encode(), digest_size=16).hexdigest()}"


def _entities(told: Told, choice: Choice) -> Iterator[dict[str, Any]]:
    event = told.event
    everybody = [*event.actors, *event.recipients, *(part.who for part in event.participants)]
    people = [who for who in everybody if who.kind != "place"]
    for who in people:
        yield _actor(who)
    if event.place:
        yield _actor(event.place)
    yield _event(event, people, told.reports, choice)
    for report in told.reports:
        yield _article(report.article)
        yield _documentation(event, report)
        for who in dict.fromkeys((*report.actors, *report.recipients)):
            if who.kind != "place":
                yield _actor(who)
                yield _mention(who, report.article)


def _actor(who: Who) -> dict[str, Any]:
    state = states().get(who.country or "")
    country = [state.iso2.lower()] if state and state.iso2 else []
    wikidata = states()[who.key].wikidata if who.key in states() else who.key if who.key[:1] == "Q" else ""
    fields: dict[str, Any] = {"name": [who.en, who.name] if who.en else [who.name], "country": country, "wikidataId": [wikidata]}
    if who.kind == "place":
        found = where(who)
        fields |= {"full": [who.en or who.name]}
        fields |= {"latitude": [str(found.lat)], "longitude": [str(found.lon)]} if found else {}
    elif who.kind in ("state", "body"):
        fields["jurisdiction"] = country
    return _entity(ident("actor", who.key), SCHEMATA[who.kind], fields)


def _event(event: Event, people: list[Who], reports: tuple[Report, ...], choice: Choice) -> dict[str, Any]:
    state = states().get((event.place and event.place.country) or "")
    place = event.place
    fields: dict[str, Any] = {
        "name": [choice.headline(event, choice.language)],
        "date": [event.day],
        "startDate": [event.first if event.first and event.first > "0001-12-31" else None],
        "endDate": [event.last if event.last and event.last < "9999" else None],
        "location": [(place.en or place.name)] if place else [],
        "addressEntity": [ident("actor", place.key)] if place and place.kind == "place" else [],
        "country": [state.iso2.lower()] if state and state.iso2 else [],
        "involved": [ident("actor", who.key) for who in dict.fromkeys(people)],
        "proof": [ident("article", report.article.id) for report in reports],
        "keywords": [event.type, event.mode, event.status, *event.contexts],
        "summary": [label("status", event.status, choice.language)],
        "recordId": [event.id],
        "sourceUrl": [choice.page("events", event.id)],
    }
    return _entity(ident("event", event.id), "Event", fields)


def _article(article: Article) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "title": [article.title], "name": [article.title or article.name], "publisher": [article.outlet],
        "publishedAt": [(article.published or "")[:10]], "sourceUrl": [article.url], "language": ["ara"], "fileName": [article.name],
    }  # fmt: skip
    return _entity(ident("article", article.id), "Article", fields)


def _documentation(event: Event, report: Report) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "entity": [ident("event", event.id)], "document": [ident("article", report.article.id)], "role": [report.status],
        "summary": [quote.text for quote in report.quotes], "date": [(report.article.published or "")[:10]], "recordId": [report.id],
    }  # fmt: skip
    return _entity(ident("report", report.id), "Documentation", fields)


def _mention(who: Who, article: Article) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "document": [ident("article", article.id)], "resolved": [ident("actor", who.key)], "name": [who.name],
        "detectedSchema": [SCHEMATA[who.kind]],
    }  # fmt: skip
    return _entity(ident("mention", who.key, article.id), "Mention", fields)


def _entity(id: str, schema: str, fields: dict[str, list[Any]]) -> dict[str, Any]:
    properties = {name: list(dict.fromkeys(value for value in values if value)) for name, values in fields.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in properties.items() if values}}
