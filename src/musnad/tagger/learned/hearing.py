"""One text as the network heard it: the probabilities of its words, and those of arcs between them."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.tagger.learned.decide import Settings
from musnad.tagger.learned.judge import Scores, softmax
from musnad.tagger.learned.labels import SPAN_HEADS, TAG_HEADS
from musnad.tagger.learned.network import Heard, network
from musnad.tagger.learned.pairs import Head, PairReader, Target, mention_targets, time_targets
from musnad.tagger.learned.windows import Reading
from musnad.tagger.lexicon.triggers import TriggerFinder
from musnad.tagger.spans import Cue, Mention, TimeMention


class Hearing:
    """`probable[head]` [words, labels] are probabilities of tags, `spans[head]` [words, labels] of what a trigger there would be."""

    def __init__(self, text: str, reading: Reading, heard: Heard, settings: Settings) -> None:
        self.text, self.reading, self.heard, self.settings = text, reading, heard, settings
        self.probable = {head: softmax(heard.tags[head]) for head in TAG_HEADS}
        self.spans = {head: softmax(heard.spans[head]) for head in SPAN_HEADS}
        self.targets: list[Target] = []
        self.moments: list[Target] = []

    def meet(
        self,
        mentions: Sequence[Mention],
        times: Sequence[TimeMention],
        cues: Sequence[Cue],
        finder: TriggerFinder,
        moved: Sequence[int],
    ) -> None:
        """Make known what arcs may point at; `finder` knows the clauses of the lexicons' mentions, `moved` where these now stand."""
        self.mentions, self.finder, self.moved = mentions, finder, moved
        self.pairs = PairReader(self.text, self.reading, cues, mentions)
        self.targets = mention_targets(self.reading, mentions)
        self.moments = time_targets(self.reading, times)

    def around(self, w: int) -> dict[str, tuple[int, ...]]:
        """The slots of the clause around a word (`Arguments.around`) with the mentions in them."""
        found = self.finder.arguments.around(self.finder.page.token_in(self.reading.words[w][0]))
        return {slot: tuple(self.moved[k] for k in members if self.moved[k] >= 0) for slot, members in found.items()}

    def beside(self, w: int, targets: Sequence[Target]) -> list[Target]:
        """Targets that stand in the same window as a word."""
        window = self.heard.window
        return [t for t in targets if window[t.word] == window[w]]

    def chances(self, head: Head, targets: Sequence[Target]) -> Scores:
        """Probabilities [targets, roles] of arcs from a head."""
        return network().arcs(self.heard, [(head.word, t.word) for t in targets], [self.pairs.features(head, t) for t in targets])
