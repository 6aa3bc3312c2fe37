"""The network of actors for Gephi: GEXF 1.3 with the days on which two were joined, and GraphML.

An edge joins two actors by happenings of one type; its weight is how many there were. It leads from who acts to whom it is done; where
both act alike it leads from the smaller key to the larger and is `mutual`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product
from xml.sax.saxutils import escape, quoteattr

import msgspec

from musnad.asking.answers import Event, Who
from musnad.exports.choice import PLAIN, Choice
from musnad.exports.wording import clean, label

_NODE = (("kind", "string"), ("ar", "string"), ("en", "string"), ("country", "string"), ("events", "integer"))
_EDGE = (
    ("type", "string"),
    ("quad", "string"),
    ("mutual", "boolean"),
    ("goldstein", "double"),
    ("first", "string"),
    ("last", "string"),
)


class Knot(msgspec.Struct):
    """An actor of the graph."""

    who: Who
    events: int = 0


class Tie(msgspec.Struct):
    """Two actors joined by happenings of one type; `spells` are the days between which each happening lay."""

    one: str
    other: str
    type: str
    quad: str
    mutual: bool
    weight: int = 0
    total: float = 0.0
    spells: list[tuple[str, str]] = msgspec.field(default_factory=list)


class Graph(msgspec.Struct):
    """A network, held in memory: GEXF wants all nodes before the first edge."""

    knots: dict[str, Knot]
    ties: dict[tuple[str, str, str, bool], Tie]


def graph(events: Iterable[Event]) -> Graph:
    """The network of some happenings. Ties keep a pair of days for each happening with a day."""
    made = Graph({}, {})
    for event in events:
        people = {who.key: who for who in (*event.actors, *event.recipients)}
        for key, who in people.items():
            made.knots.setdefault(key, Knot(who)).events += 1
        mutual = not event.recipients
        keys = [who.key for who in event.actors]
        pairs = (
            combinations(sorted(set(keys)), 2)
            if mutual
            else product(dict.fromkeys(keys), dict.fromkeys(w.key for w in event.recipients))
        )
        for one, other in pairs:
            if one == other:
                continue
            tie = made.ties.setdefault((one, other, event.type, mutual), Tie(one, other, event.type, event.quad, mutual))
            tie.weight += 1
            tie.total += event.goldstein
            tie.spells += _spell(event)
    return made


def gexf(events: Iterable[Event], choice: Choice = PLAIN) -> Iterator[bytes]:
    """The network as GEXF 1.3, dynamic: every edge has its spells, every node those of its edges."""
    made = graph(events)
    spells = _node_spells(made)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">\n'
        f"<meta><creator>Musnad</creator><description>{_text(choice.title or 'Network of actors')}</description></meta>\n"
        '<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">\n'
        f"{_gexf_attributes('node', _NODE)}{_gexf_attributes('edge', _EDGE)}<nodes>\n"
    ).encode()
    for key, knot in made.knots.items():
        values = _gexf_values(_NODE, _node_values(knot))
        yield f"<node id={_attr(key)} label={_attr(_label(knot.who, choice))}>{values}{_gexf_spells(spells[key])}</node>\n".encode()
    yield b"</nodes>\n<edges>\n"
    for n, tie in enumerate(made.ties.values()):
        values = _gexf_values(_EDGE, _edge_values(tie))
        name = label("type", tie.type, choice.language)
        yield (
            f'<edge id="{n}" source={_attr(tie.one)} target={_attr(tie.other)} weight="{tie.weight}" label={_attr(name)}>'
            f"{values}{_gexf_spells(tie.spells)}</edge>\n"
        ).encode()
    yield b"</edges>\n</graph>\n</gexf>\n"


def graphml(events: Iterable[Event], choice: Choice = PLAIN) -> Iterator[bytes]:
    """The network as GraphML; `first` and `last` of an edge bound the days of its happenings."""
    made = graph(events)
    kinds = {"integer": "int", "double": "double", "boolean": "boolean", "string": "string"}
    nodes, edges = (("label", "string"), *_NODE), (("label", "string"), ("weight", "double"), *_EDGE)
    keys = [
        f'<key id="{what[0]}_{name}" for="{what}" attr.name="{name}" attr.type="{kinds[kind]}"/>\n'
        for what, fields in (("node", nodes), ("edge", edges))
        for name, kind in fields
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield (head + "".join(keys) + '<graph edgedefault="directed">\n').encode()
    for key, knot in made.knots.items():
        values = {"label": _label(knot.who, choice), **_node_values(knot)}
        yield f"<node id={_attr(key)}>{_data('n', values)}</node>\n".encode()
    for n, tie in enumerate(made.ties.values()):
        values = {"label": label("type", tie.type, choice.language), "weight": str(float(tie.weight)), **_edge_values(tie)}
        yield f'<edge id="e{n}" source={_attr(tie.one)} target={_attr(tie.other)}>{_data("e", values)}</edge>\n'.encode()
    yield b"</graph>\n</graphml>\n"


def _spell(event: Event) -> list[tuple[str, str]]:
    first = event.first if event.first and event.first > "0001-12-31" else event.day
    last = event.last if event.last and event.last < "9999" else first
    return [(first, max(first, last or first))] if first else []


def _node_spells(made: Graph) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {key: set() for key in made.knots}
    for tie in made.ties.values():
        for key in (tie.one, tie.other):
            found[key].update(tie.spells)
    return {key: sorted(spells) for key, spells in found.items()}


def _label(who: Who, choice: Choice) -> str:
    return (who.en or who.name) if choice.language == "en" else who.name


def _node_values(knot: Knot) -> dict[str, str | None]:
    who = knot.who
    return {"kind": who.kind, "ar": who.name, "en": who.en, "country": who.country, "events": str(knot.events)}


def _edge_values(tie: Tie) -> dict[str, str | None]:
    days = [day for spell in tie.spells for day in spell]
    return {
        "type": tie.type, "quad": tie.quad, "mutual": "true" if tie.mutual else "false", "goldstein": f"{tie.total / tie.weight:.3f}",
        "first": min(days, default=None), "last": max(days, default=None),
    }  # fmt: skip


def _gexf_attributes(what: str, fields: Iterable[tuple[str, str]]) -> str:
    inside = "".join(f'<attribute id="{name}" title="{name}" type="{kind}"/>' for name, kind in fields)
    return f'<attributes class="{what}" mode="static">{inside}</attributes>\n'


def _gexf_values(fields: Iterable[tuple[str, str]], values: dict[str, str | None]) -> str:
    inside = "".join(f'<attvalue for="{name}" value={_attr(values[name] or "")}/>' for name, _ in fields if values[name])
    return f"<attvalues>{inside}</attvalues>"


def _gexf_spells(spells: Iterable[tuple[str, str]]) -> str:
    inside = "".join(f'<spell start="{first}" end="{last}"/>' for first, last in sorted(spells))
    return f"<spells>{inside}</spells>" if inside else ""


def _data(prefix: str, values: dict[str, str | None]) -> str:
    return "".join(f'<data key="{prefix}_{name}">{_text(value)}</data>' for name, value in values.items() if value)


def _text(value: str) -> str:
    return escape(clean(value))


def _attr(value: str) -> str:
    return quoteattr(clean(value))
