"""Annotated articles to examples: labels of words, of triggers and cues, and of the arcs between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from musnad.coding.times import resolve_times
from musnad.record import EntityKind
from musnad.tagger.learned.labels import LABELS_OF_SPANS, ROLES
from musnad.tagger.learned.pairs import Head, PairReader, Target, cue_heads, mention_targets, time_targets, trigger_heads, word_at
from musnad.tagger.learned.vocabulary import Vocabulary
from musnad.tagger.learned.windows import Reading, Window, read
from musnad.tagger.lexicon import tag
from musnad.tagger.spans import Mention, Tagged, TimeMention
from training.annotations import Annotated
from training.examples import UNKNOWN, Example, Pair, blank, paint

KNOWN = ("entity", "time", "trigger", "cue", "content")
_ROLE = {name: n for n, name in enumerate(ROLES)}
_TRIGGER_ROLES = ("actor", "recipient", "place", "mediator", "envoy", "source")
_CUE_ROLES = ("speaker", "via", "addressee")
_PARTICIPANT = {"mediator": "mediator", "host": "mediator", "envoy": "envoy"}


def of_article(article: Annotated, vocabulary: Vocabulary) -> list[Example]:
    """The windows of an article with all that its annotation says of them."""
    document, annotation = article.document, article.annotation
    tagged = tag(document)
    reading = read(document.text, tagged, vocabulary)
    laid = _Laid(document, annotation, tagged, reading)
    return [laid.example(window) for window in reading.windows]


class _Laid:
    """An annotation laid over the lexicons' findings."""

    def __init__(self, document: Any, annotation: Mapping[str, Any], tagged: Tagged, reading: Reading) -> None:
        self.annotation, self.tagged, self.reading = annotation, tagged, reading
        self.mentions, self.owner = _mentions(annotation, tagged)
        self.times, self.values = _times(document, annotation, tagged)
        self.pairs = PairReader(document.text, reading, tagged.cues, self.mentions)
        self.targets = mention_targets(reading, self.mentions)
        self.moments = time_targets(reading, self.times)
        lexicon = trigger_heads(reading, tagged.triggers)
        self.triggers: list[tuple[int, int, Mapping[str, Any], tuple[Any, ...]]] = []
        for n, event in enumerate(annotation["events"]):
            for a, b in event["triggers"]:
                w = word_at(reading, a, b)
                found = next((lexicon[k] for k in range(w, w + 3) if k in lexicon and lexicon[k].start < b), None)
                self.triggers.append((w, n, event, found.arcs if found else ()))
        self.triggers.sort(key=lambda t: t[:2])
        self.cues = cue_heads(reading, tagged.cues)

    def example(self, window: Window) -> Example:
        reading, annotation = self.reading, self.annotation
        out = blank(reading, window, KNOWN)
        for entity in annotation["entities"]:
            for a, b in entity["mentions"]:
                paint(out, reading, window, "entity", a, b, entity["kind"])
        for a, b, _ in annotation["times"]:
            paint(out, reading, window, "time", a, b, "time")
        for statement in annotation["statements"]:
            paint(out, reading, window, "cue", *statement["cue"], "cue")
            paint(out, reading, window, "content", *statement["content"], "content")
        for event in annotation["events"]:
            for a, b in event["triggers"]:
                paint(out, reading, window, "trigger", a, b, event["type"])
        targets = [t for t in self.targets if window.first <= t.word < window.stop]
        moments = [t for t in self.moments if window.first <= t.word < window.stop]
        for w, n, event, arcs in self.triggers:
            if window.first <= w < window.stop:
                at = window.heads[w - window.first]
                out.spans += [(at, head, label) for head, label in _span_labels(event)]
                head = Head(w, event["type"], arcs)
                self._trigger(out, window, head, event, targets, moments)
                self._earlier(out, window, head, n)
        for statement in annotation["statements"]:
            w = word_at(reading, *statement["cue"])
            if window.first <= w < window.stop:
                at = window.heads[w - window.first]
                out.spans.append((at, "speech", LABELS_OF_SPANS["speech"][statement["mode"]]))
                arcs = next((c.arcs for k in range(w, w + 3) for c in self.cues.get(k, ())), ())
                wanted = {
                    "speaker": {statement["speaker"]}, "via": set(statement.get("chain", ())),
                    "addressee": {statement["addressee"]} if statement.get("addressee") else set(),
                }  # fmt: skip
                self._arcs(out, window, Head(w, "cue", arcs), wanted, targets, _CUE_ROLES)
        return out

    def _trigger(
        self,
        out: Example,
        window: Window,
        head: Head,
        event: Mapping[str, Any],
        targets: Sequence[Target],
        moments: Sequence[Target],
    ) -> None:
        wanted: dict[str, set[str]] = {"actor": set(event["actors"]), "recipient": set(event.get("recipients", ()))}
        wanted["place"] = {event["place"]} if event.get("place") else set()
        wanted["source"] = {c["chain"][0] for c in event.get("claims", ()) if c["stance"] == "asserts"}
        for p in event.get("participants", ()):
            if p["role"] in _PARTICIPANT:
                wanted.setdefault(_PARTICIPANT[p["role"]], set()).add(p["entity"])
        self._arcs(out, window, head, wanted, targets, _TRIGGER_ROLES)
        right = [m for m in moments if event.get("when") and self.values[m.index] == event["when"]]
        nearest = min(right, key=lambda m: self._cost(head, m, "when"), default=None)
        for m in moments:
            roles = [UNKNOWN] * len(ROLES)
            roles[_ROLE["when"]] = 1 if m is nearest else UNKNOWN if m in right else 0
            out.pairs.append(self._pair(window, head, m, roles))

    def _arcs(
        self,
        out: Example,
        window: Window,
        head: Head,
        wanted: Mapping[str, set[str]],
        targets: Sequence[Target],
        roles: Sequence[str],
    ) -> None:
        """Of an entity's mentions the nearest is the target; the others, and phrases that only point back, count for nothing."""
        chosen: dict[tuple[str, str], Target] = {}
        for role, entities in wanted.items():
            for entity in entities:
                places = [t for t in targets if self.owner[t.index] == entity]
                if places:
                    chosen[role, entity] = min(places, key=lambda t: self._cost(head, t, role))
        for t in targets:
            label = [UNKNOWN] * len(ROLES)
            for role in roles:
                entity = self.owner[t.index]
                if entity is not None and entity in wanted.get(role, ()):
                    label[_ROLE[role]] = 1 if chosen[role, entity] is t else UNKNOWN
                else:
                    label[_ROLE[role]] = UNKNOWN if t.anaphor and entity is None else 0
            out.pairs.append(self._pair(window, head, t, label))

    def _earlier(self, out: Example, window: Window, head: Head, n: int) -> None:
        for w, m, event, _ in self.triggers:
            if window.first <= w < head.word:
                label = [UNKNOWN] * len(ROLES)
                label[_ROLE["same"]] = int(n == m)
                target = Target(w, "trigger", 0)
                features = self.pairs.same(head, target, event["type"])
                out.pairs.append(Pair(window.heads[head.word - window.first], window.heads[w - window.first], features, label))

    def _pair(self, window: Window, head: Head, target: Target, roles: list[int]) -> Pair:
        at, to = window.heads[head.word - window.first], window.heads[target.word - window.first]
        return Pair(at, to, self.pairs.features(head, target), roles)

    def _cost(self, head: Head, target: Target, role: str) -> tuple[int, int]:
        drawn = any(a.role == role and a.target == target.index for a in head.arcs)
        other = self.reading.sentence_of[head.word] != self.reading.sentence_of[target.word]
        return (0 if drawn else 1 + other, abs(head.word - target.word))


def _span_labels(event: Mapping[str, Any]) -> list[tuple[str, int]]:
    stances = {c["stance"] for c in event.get("claims", ())}
    stance = "denies" if stances == {"denies"} else "asserts" if stances else "told"
    table = LABELS_OF_SPANS
    return [
        ("mode", table["mode"][event.get("mode") or "-"]),
        ("status", table["status"][event["status"]]),
        ("stance", table["stance"][stance]),
    ]


def _mentions(annotation: Mapping[str, Any], tagged: Tagged) -> tuple[list[Mention], list[str | None]]:
    """The lexicons' mentions with the entity of each, then the annotated ones that they do not know."""
    marked = sorted((a, b, e["id"], e["kind"], e["country"]) for e in annotation["entities"] for a, b in e["mentions"])
    mentions, owner = list(tagged.mentions), []
    used = set()
    for m in mentions:
        near = [g for g in marked if g[0] < m.name[1] and m.name[0] < g[1]] or [
            g for g in marked if g[0] < m.end and m.start < g[1]
        ]
        best = max(near, key=lambda g: min(g[1], m.end) - max(g[0], m.start), default=None)
        owner.append(best[2] if best else None)
        used.update(near)
    for g in marked:
        if g not in used:
            mentions.append(Mention(g[0], g[1], EntityKind(g[3]).value, (g[0], g[1]), country=g[4]))
            owner.append(g[2])
    return mentions, owner


def _times(document: Any, annotation: Mapping[str, Any], tagged: Tagged) -> tuple[list[TimeMention], list[str | None]]:
    times, values = [], []
    for t, resolved in zip(tagged.times, resolve_times(document, tagged.times), strict=True):
        gold = next((v for a, b, v in annotation["times"] if a < t.end and t.start < b), None)
        times.append(t)
        values.append(gold or (resolved.value if resolved else None))
    for a, b, value in annotation["times"]:
        if not any(a < t.end and t.start < b for t in tagged.times):
            times.append(TimeMention(a, b))
            values.append(value)
    return times, values
