"""The trained tagger as a whole: what the lexicons found is told to the network, and the network decides.

The lexicons give mentions with their knowledge, times, cues with contents, and the clause around a word. The network says which
words tell an act and of which type, who did it to whom, where and when, in which status and on whose word; and it finds the
mentions and the speakers that the lexicons missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from musnad.record import Document
from musnad.tagger.learned.decide import SETTINGS, Settings
from musnad.tagger.learned.labels import KINDS, MODES_BY_TYPE, ROLES, SPAN_HEADS, STATUSES, TAG_HEADS, TYPES
from musnad.tagger.learned.network import Heard, Scores, network, softmax
from musnad.tagger.learned.pairs import Head, PairReader, Target, cue_heads, mention_targets, time_targets, trigger_heads
from musnad.tagger.learned.windows import Reading, covered, read
from musnad.tagger.lexicon.tag import analyse
from musnad.tagger.lexicon.triggers import TriggerFinder
from musnad.tagger.spans import Arc, Cue, Mention, Tagged, Trigger

_ROLE = {name: n for n, name in enumerate(ROLES)}
_CONTEXT = {
    "MOBILIZE": ("military",), "ASSAULT": ("military",), "PROTEST": ("human_rights",), "AID": ("human_security",), "COERCE": ("legal",),
}  # fmt: skip


def tag(document: Document, settings: Settings = SETTINGS) -> Tagged:
    """Mentions, times, cues with contents, triggers with arguments.

    >>> [t.type for t in tag(Document("a1", "استدعت الخارجية العراقية السفير التركي في بغداد.")).triggers]
    ['ACCUSE']
    """
    lexicon, finder = analyse(document)
    if not document.text.strip():
        return lexicon
    net = network()
    reading = read(document.text, lexicon, net.vocabulary)
    if not reading.words:
        return lexicon
    return _Reader(document.text, lexicon, finder, reading, net.hear(reading), settings).tagged()


class _Reader:
    """Decides on one text."""

    def __init__(
        self, text: str, lexicon: Tagged, finder: TriggerFinder, reading: Reading, heard: Heard, settings: Settings
    ) -> None:
        self.text, self.lexicon, self.finder, self.reading, self.heard, self.settings = (
            text,
            lexicon,
            finder,
            reading,
            heard,
            settings,
        )
        self.probable = {head: softmax(heard.tags[head]) for head in TAG_HEADS}
        self.spans = {head: softmax(heard.spans[head]) for head in SPAN_HEADS}

    def tagged(self) -> Tagged:
        mentions, moved = self._mentions()
        old = dict(enumerate(moved))
        cues = [replace(c, arcs=_move(c.arcs, old)) for c in self.lexicon.cues]
        lexicon = [replace(t, arcs=_move(t.arcs, old)) for t in self.lexicon.triggers]
        self.mentions, self.pairs = mentions, PairReader(self.reading, cues, mentions)
        self.targets = mention_targets(self.reading, mentions)
        self.moments = time_targets(self.reading, self.lexicon.times)
        triggers = self._triggers(lexicon)
        return Tagged(tuple(mentions), self.lexicon.times, tuple(triggers), tuple(self._cues(cues)), self.lexicon.sentences)

    # -- mentions -----------------------------------------------------------------------------------------------------

    def _mentions(self) -> tuple[list[Mention], list[int]]:
        """All mentions in text order, and where each of the lexicons' now stands."""
        taken = [(m.start, m.end) for m in self.lexicon.mentions] + [(t.start, t.end) for t in self.lexicon.times]
        fresh = []
        for a, b, kind in self._names():
            if not any(x < b and a < y for x, y in taken):
                fresh.append(Mention(a, b, kind, (a, b)))
        order = sorted([*enumerate(self.lexicon.mentions), *((-1, m) for m in fresh)], key=lambda p: (p[1].start, p[1].end))
        moved = [0] * len(self.lexicon.mentions)
        for n, (was, _) in enumerate(order):
            if was >= 0:
                moved[was] = n
        return [m for _, m in order], moved

    def _names(self) -> list[tuple[int, int, str]]:
        labels, found = TAG_HEADS["entity"], []
        p = self.probable["entity"]
        w = 0
        while w < len(p):
            sure = 1 - p[w, 0]
            if sure < self.settings.mention:
                w += 1
                continue
            kinds = [float(p[w, 1 + 2 * k] + p[w, 2 + 2 * k]) for k in range(len(KINDS))]
            kind = KINDS[int(np.argmax(kinds))]
            end = w + 1
            while (
                end < len(p)
                and labels[int(p[end].argmax())] == f"I-{kind}"
                and self.reading.sentence_of[end] == self.reading.sentence_of[w]
            ):
                end += 1
            start = self.reading.words[w][0]
            if any(c.isalnum() for c in self.text[start : self.reading.words[end - 1][1]]):
                found.append((start + _proclitics(self.text, *self.reading.words[w]), self.reading.words[end - 1][1], kind))
            w = end
        return found

    # -- triggers -----------------------------------------------------------------------------------------------------

    def _triggers(self, lexicon: Sequence[Trigger]) -> list[Trigger]:
        known = trigger_heads(self.reading, lexicon)
        p = self.probable["trigger"]
        found: list[tuple[Head, Trigger]] = []
        w = 0
        while w < len(p):
            drawn = known.get(w)
            sure = float(1 - p[w, 0])
            told = any(c.isalpha() for c in self.text[slice(*self.reading.words[w])])
            if not told or sure < (self.settings.known_trigger if drawn else self.settings.trigger):
                w += 1
                continue
            kinds = [float(p[w, 1 + 2 * k] + p[w, 2 + 2 * k]) for k in range(len(TYPES))]
            best = int(np.argmax(kinds))
            if drawn and kinds[TYPES.index(drawn.type)] >= self.settings.known_type * sure:
                best = TYPES.index(drawn.type)
            end = w + 1
            while (
                end < len(p)
                and end not in known
                and int(p[end].argmax()) == 2 + 2 * best
                and self.reading.sentence_of[end] == self.reading.sentence_of[w]
            ):
                end += 1
            drawn = drawn if drawn and drawn.type == TYPES[best] else None
            trigger = self._trigger(w, end, TYPES[best], sure, drawn)
            head = Head(w, TYPES[best], drawn.arcs if drawn else ())
            found.append((head, self._told_again(head, trigger, found)))
            w = end
        return [trigger for _, trigger in found]

    def _told_again(self, head: Head, trigger: Trigger, earlier: Sequence[tuple[Head, Trigger]]) -> Trigger:
        """A trigger with an arc to the earlier one that tells the same act, if any does."""
        near = [
            (n, Target(h.word, "trigger", n)) for n, (h, _) in enumerate(earlier)
            if h.type == head.type and self.heard.window[h.word] == self.heard.window[head.word]
        ]  # fmt: skip
        if not near:
            return trigger
        features = [self.pairs.same(head, t, head.type) for _, t in near]
        chances = network().arcs(self.heard, [(head.word, t.word) for _, t in near], features)[:, _ROLE["same"]]
        best = int(chances.argmax())
        if chances[best] < self.settings.same:
            return trigger
        return replace(trigger, arcs=(*trigger.arcs, Arc("same", near[best][0], float(chances[best]))))

    def _trigger(self, w: int, end: int, kind: str, sure: float, lexicon: Trigger | None) -> Trigger:
        start, stop = self.reading.words[w][0], self.reading.words[end - 1][1]
        start += _proclitics(self.text, *self.reading.words[w])
        token = self.finder.page.token_in(self.reading.words[w][0])
        evidence = lexicon.evidence if lexicon else self.finder.evidence(token)
        modes = {m: float(self.spans["mode"][w, SPAN_HEADS["mode"].index(m)]) for m in ("-", *MODES_BY_TYPE[kind])}
        mode = max(modes, key=lambda m: modes[m])
        status = lexicon.status if lexicon and lexicon.sure else STATUSES[int(self.spans["status"][w].argmax())]
        stances = dict(zip(SPAN_HEADS["stance"], map(float, self.spans["stance"][w]), strict=True))
        return Trigger(
            start, stop, kind, None if mode == "-" else mode, status, evidence,
            lexicon.contexts if lexicon else _CONTEXT.get(kind, ("diplomatic",)), self._arcs(w, kind, lexicon),
            stance="denies" if stances["denies"] > self.settings.denies else "asserts", anaphoric=bool(lexicon and lexicon.anaphoric),
            background=stances["told"] > self.settings.told, sure=True, score=sure,
        )  # fmt: skip

    def _arcs(self, w: int, kind: str, lexicon: Trigger | None) -> tuple[Arc, ...]:
        head = Head(w, kind, lexicon.arcs if lexicon else ())
        near = [t for t in self.targets if self.heard.window[t.word] == self.heard.window[w]]
        chances = self._chances(head, near)
        s, out = self.settings, []
        column = {role: chances[:, _ROLE[role]] for role in ROLES}
        actors = [n for n in range(len(near)) if column["actor"][n] >= s.actor]
        if not actors and len(near) and column["actor"].max() >= s.least_actor:
            actors = [int(column["actor"].argmax())]
        recipients = [
            n
            for n in range(len(near))
            if column["recipient"][n] >= s.recipient and (n not in actors or column["recipient"][n] > column["actor"][n])
        ]
        actors = [n for n in actors if n not in recipients]
        drawn = [a for a in lexicon.arcs if a.role not in {"place", "when"}] if lexicon else []
        if self._trusted(drawn, near, column):
            actors, recipients, out = [], [], list(drawn)
        out += [Arc("actor", near[n].index, float(column["actor"][n])) for n in actors]
        out += [Arc("recipient", near[n].index, float(column["recipient"][n])) for n in recipients]
        for role in ("mediator", "envoy"):
            out += [
                Arc(role, near[n].index, float(column[role][n]))
                for n in range(len(near))
                if column[role][n] >= s.other and n not in actors
            ]
        for role, least in (("place", s.place), ("source", s.source)):
            if len(near) and column[role].max() >= least:
                n = int(column[role].argmax())
                out.append(Arc(role, near[n].index, float(column[role][n])))
        moments = [t for t in self.moments if self.heard.window[t.word] == self.heard.window[w]]
        if moments:
            when = self._chances(head, moments)[:, _ROLE["when"]]
            if when.max() >= s.when:
                out.append(Arc("when", moments[int(when.argmax())].index, float(when.max())))
        return tuple(out)

    def _trusted(self, drawn: Sequence[Arc], near: Sequence[Target], column: dict[str, Scores]) -> bool:
        """Whether the parties that the lexicons drew are taken as they are: some are, and the network finds none of them unlikely."""
        place = {t.index: n for n, t in enumerate(near)}
        parties = [a for a in drawn if a.role in {"actor", "recipient"}]
        return bool(parties) and all(
            a.target not in place or float(column[a.role][place[a.target]]) >= self.settings.distrust for a in parties
        )

    def _chances(self, head: Head, targets: Sequence[Target]) -> Scores:
        features = [self.pairs.features(head, t) for t in targets]
        return network().arcs(self.heard, [(head.word, t.word) for t in targets], features)

    # -- cues ---------------------------------------------------------------------------------------------------------

    def _cues(self, cues: Sequence[Cue]) -> list[Cue]:
        heads = cue_heads(self.reading, cues)
        return [self._spoken(w, cue) for w, found in sorted(heads.items()) for cue in found if self._speaks(w, cue)]

    def _speaks(self, w: int, cue: Cue) -> bool:
        """Whether a word that the lexicons take for a reporting one is one here, or its words are reported."""
        inside = covered(self.reading.words, self.reading.starts, *cue.content)
        reported = max((1 - float(self.probable["content"][k, 0]) for k in inside), default=0.0)
        said = max(1 - float(self.probable["cue"][k, 0]) for k in range(w, min(w + 3, len(self.reading.words))))
        return said >= self.settings.cue or (cue.source and reported >= self.settings.cue)

    def _spoken(self, w: int, cue: Cue) -> Cue:
        """A cue with its speaker and sources: the lexicons' where the network does not contradict them."""
        near = [t for t in self.targets if self.heard.window[t.word] == self.heard.window[w]]
        if not near:
            return cue
        s, chances = self.settings, self._chances(Head(w, "cue", cue.arcs), near)
        place = {t.index: n for n, t in enumerate(near)}
        speaks, passes = chances[:, _ROLE["speaker"]], chances[:, _ROLE["via"]]
        arcs = list(cue.arcs)
        drawn = [a for a in arcs if a.role == "speaker"]
        best = int(speaks.argmax())
        doubted = all(a.target in place and speaks[place[a.target]] < s.doubt for a in drawn)
        if speaks[best] >= s.speaker and doubted and not cue.source:
            arcs = [a for a in arcs if a.role != "speaker"] + [Arc("speaker", near[best].index, float(speaks[best]))]
        kept = [a for a in arcs if a.role != "via" or a.target not in place or passes[place[a.target]] >= s.least_via]
        heard = {a.target for a in kept}
        kept += [Arc("via", t.index, float(p)) for t, p in zip(near, passes, strict=True) if p >= s.via and t.index not in heard]
        return replace(cue, arcs=tuple(kept))


def _move(arcs: Sequence[Arc], moved: dict[int, int]) -> tuple[Arc, ...]:
    return tuple(a if a.role == "when" else replace(a, target=moved[a.target]) for a in arcs)


def _proclitics(text: str, start: int, end: int) -> int:
    """Letters of «و», «ف» that stand before a longer word."""
    word = text[start:end]
    return 1 if word[:1] in {"و"} and len(word) > 4 else 0
