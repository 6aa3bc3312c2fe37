"""A collection in which every field that a text can fill holds a hostile text, and what a page's markup is made of."""

from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

from musnad.record import (
    Claim,
    Document,
    Entity,
    Event,
    EventType,
    Participant,
    Record,
    Role,
    Span,
    SpeechMode,
    Stance,
    Statement,
    Status,
    Time,
)

PAYLOADS = tuple(Path(__file__).with_name("payloads.txt").read_text("utf-8").splitlines())
HARMLESS = tuple(
    (f"كلمة بريئة {n}", f"harmless {n}", f"{n} % 7", f"http://harmless.example/{n}")[n % 4] for n in range(len(PAYLOADS))
)
"""Texts in either script, in none, and an address: pages set them apart by markup of their own."""


def record(n, words):
    """The record of an article whose every free field holds `words`; `n` keeps ids, names and days apart where words are alike."""
    day = (date(2020, 1, 1) + timedelta(days=20 * n)).isoformat()
    text = f"قال {words} اليوم إن {words} التقى {words} في {words}، وأضاف: {words}."

    def span(number):
        start = -1
        for _ in range(number):
            start = text.index(words, start + 1)
        return Span.of(text, start, start + len(words))

    def entity(id, kind, number):
        return Entity(
            id, kind, f"{words}", en=f"{words} {id}", country=words if id == "p" else None, office=words if id == "a" else None, wikidata=None,
            aliases=(words, words + "!"), mentions=(span(number),),
        )  # fmt: skip

    document = Document(f"{n} {words}", text, outlet=words, published=day, url=words, title=f"{words} {n}")
    whole = Span.of(text, 0, len(text))
    event = Event(
        "e1", EventType.CONSULT, "meet", ("a",), ("b",), (Participant("c", Role.HOST),), "p", day, Status.PLANNED,
        (Claim(Stance.ASSERTS, ("a", "b")), Claim(Stance.DENIES, ("c",))), (words, "diplomatic"), Span.of(text, text.index("التقى"), text.index("التقى") + 5),
        (whole,), 0.5,
    )  # fmt: skip
    statement = Statement(
        "s1", "a", ("b", "c"), Span.of(text, 0, 3), span(5), SpeechMode.INDIRECT, day, "p", "b", 0.5,
    )  # fmt: skip
    entities = (entity("a", "person", 1), entity("b", "body", 2), entity("c", "group", 3), entity("p", "place", 4))
    time = Time(text.index("اليوم"), text.index("اليوم") + 5, "اليوم", day, words)
    return Record(document, entities, (time,), (event,), (statement,), f"coder {words}")


class Markup(HTMLParser):
    """What a page is made of: its tags, each alone and with each of its attributes; addresses that it leads to; its text."""

    LEADING = frozenset(
        {"href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href", "background", "content", "cite"}
    )

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.made_of, self.addresses, self.pieces, self._values = set(), [], [], []
        self.feed(page)
        self.close()
        self.text = " ".join(" ".join(self.pieces).split())
        self.values = " ".join(" ".join(self._values).split())

    def handle_starttag(self, tag, attributes):
        self.made_of |= {(tag, "")} | {(tag, name) for name, _ in attributes}
        self.addresses += [(tag, name, value or "") for name, value in attributes if name in self.LEADING]
        self._values += [value or "" for _, value in attributes]

    def handle_data(self, data):
        self.pieces.append(data)

    def handle_comment(self, data):
        self.made_of.add(("comment", ""))

    def handle_decl(self, declaration):
        self.made_of.add((declaration.lower(), ""))

    def handle_pi(self, data):
        self.made_of.add(("processing instruction", ""))
