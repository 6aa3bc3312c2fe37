"""What the network is trained on: windows of text with the labels that are known for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from musnad.record import Document
from musnad.tagger.learned.labels import CHANNELS, PAIR_FEATURES, ROLES, TAG_HEADS
from musnad.tagger.learned.vocabulary import Vocabulary
from musnad.tagger.learned.windows import Reading, Window, covered, read
from musnad.tagger.lexicon import tag
from training.names import Sentence

UNKNOWN = -100
"""A label that is not known counts for nothing."""
LABEL = {head: {label: n for n, label in enumerate(labels)} for head, labels in TAG_HEADS.items()}


@dataclass(slots=True)
class Pair:
    """A head word and a target word of one window with what is known of them; `roles[r]` is 1, 0 or UNKNOWN."""

    head: int
    target: int
    features: list[int]
    roles: list[int]


@dataclass(slots=True)
class Example:
    """One window. Positions are those of pieces."""

    ids: list[int]
    told: np.ndarray
    tags: dict[str, list[int]]
    spans: list[tuple[int, str, int]] = field(default_factory=list)
    """Position, head («status»), label."""
    pairs: list[Pair] = field(default_factory=list)
    source: str = ""
    lower: Tensor | None = None


def blank(reading: Reading, window: Window, known: Sequence[str]) -> Example:
    """An example of a window whose heads `known` say O everywhere and whose others are unknown."""
    n = len(window.ids)
    told = np.zeros((n, len(CHANNELS)), np.int64)
    tags = {head: [UNKNOWN] * n for head in TAG_HEADS}
    for i, at in enumerate(window.heads):
        stop = window.heads[i + 1] if i + 1 < len(window.heads) else n - 1
        told[at:stop] = reading.labels[window.first + i]
        for head in known:
            tags[head][at] = 0
    return Example(list(window.ids), told, tags)


def paint(example: Example, reading: Reading, window: Window, head: str, start: int, end: int, label: str) -> None:
    """Label the words of a stretch of the text, as far as they stand in the window."""
    for n, k in enumerate(covered(reading.words, reading.starts, start, end)):
        if window.first <= k < window.stop:
            at = window.heads[k - window.first]
            if example.tags[head][at] <= 0:
                example.tags[head][at] = LABEL[head][("I-" if n else "B-") + label]


def of_names(sentences: Sequence[Sentence], vocabulary: Vocabulary, together: int = 1) -> list[tuple[Example, list[list[int]]]]:
    """Examples of the name corpora with, for each word of each sentence, the position of its first piece (−1 where it fell off)."""
    out = []
    for words, tags in sentences:
        text, spans = "", []
        for word in words:
            text += " " if text else ""
            spans.append((len(text), len(text) + len(word)))
            text += word
        reading = read(text, tag(Document("n", text)), vocabulary)
        for window in reading.windows:
            example = blank(reading, window, ("name",))
            where = []
            for (a, b), t in zip(spans, tags, strict=True):
                found = [k for k in covered(reading.words, reading.starts, a, b) if window.first <= k < window.stop]
                where.append(window.heads[found[0] - window.first] if found else -1)
                for n, k in enumerate(found):
                    label = t if n == 0 else t.replace("B-", "I-")
                    example.tags["name"][window.heads[k - window.first]] = LABEL["name"].get(label, 0)
            out.append((example, where))
    return out


@dataclass(slots=True)
class Batch:
    """Examples side by side."""

    ids: Tensor
    mask: Tensor
    told: Tensor
    tags: dict[str, Tensor]
    spans: list[tuple[int, int, str, int]]
    pair_at: Tensor
    """[pairs, 3]: example, head position, target position."""
    pair_features: Tensor
    pair_roles: Tensor


def batch(examples: Sequence[Example]) -> Batch:
    """Filled up to the longest."""
    n = max(len(e.ids) for e in examples)
    ids = torch.ones(len(examples), n, dtype=torch.long)
    mask = torch.zeros(len(examples), n, dtype=torch.long)
    told = torch.zeros(len(examples), n, len(CHANNELS), dtype=torch.long)
    tags = {head: torch.full((len(examples), n), UNKNOWN) for head in TAG_HEADS}
    spans, at, features, roles = [], [], [], []
    for i, e in enumerate(examples):
        k = len(e.ids)
        ids[i, :k], mask[i, :k], told[i, :k] = torch.tensor(e.ids), 1, torch.from_numpy(e.told)
        for head in TAG_HEADS:
            tags[head][i, :k] = torch.tensor(e.tags[head])
        spans += [(i, *s) for s in e.spans]
        for p in e.pairs:
            at.append((i, p.head, p.target))
            features.append(p.features)
            roles.append(p.roles)
    most = max((len(f) for f in features), default=1)
    filled = [f + [len(PAIR_FEATURES)] * (most - len(f)) for f in features]
    return Batch(
        ids, mask, told, tags, spans, torch.tensor(at, dtype=torch.long).view(-1, 3),
        torch.tensor(filled, dtype=torch.long).view(-1, most), torch.tensor(roles, dtype=torch.float).view(-1, len(ROLES)),
    )  # fmt: skip
