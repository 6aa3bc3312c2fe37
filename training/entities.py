"""Entity F1 of shipped weights on ANERcorp's official test part: `python -m training.entities WEIGHTS_DIR`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy as np

from musnad.record import Document
from musnad.tagger.learned.labels import TAG_HEADS
from musnad.tagger.learned.network import network
from musnad.tagger.learned.windows import covered, read
from musnad.tagger.lexicon import tag
from training.names import Sentence, anercorp
from training.pretrain import f1, spans

_LABELS = TAG_HEADS["name"]


def guess(words: list[str]) -> list[str]:
    """The likeliest lawful labels of a sentence's words: a word takes the label of its first piece; Viterbi over them."""
    text, starts = "", []
    for word in words:
        text += " " if text else ""
        starts.append(len(text))
        text += word
    reading = read(text, tag(Document("n", text)), network().vocabulary)
    scores = network().hear(reading).tags["name"]
    at = [covered(reading.words, reading.starts, a, a + len(w)) for a, w in zip(starts, words, strict=True)]
    return lawful(np.stack([scores[k[0]] if k else np.eye(1, len(_LABELS))[0] for k in at]))


def lawful(scores: np.ndarray) -> list[str]:
    """The best labels in which an inside follows a begin or inside of its own class. `scores` are log-odds [words, labels]."""
    allowed = np.array(
        [[later[0] != "I" or (former != "O" and former[2:] == later[2:]) for later in _LABELS] for former in _LABELS]
    )
    best = np.where([x[0] == "I" for x in _LABELS], -np.inf, scores[0])
    back = []
    for row in scores[1:]:
        ways = np.where(allowed, best[:, None], -np.inf)
        back.append(ways.argmax(0))
        best = ways.max(0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return [_LABELS[k] for k in reversed(path)]


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("weights", type=Path)
    a = p.parse_args()
    os.environ["MUSNAD_WEIGHTS"] = str(a.weights)
    sentences: list[Sentence] = anercorp("test")
    guessed = [guess(words) for words, _ in sentences]
    print(f"ANERcorp test: F1 {f1([t for _, t in sentences], guessed):.4f}")
    for name in ("PERS", "LOC", "ORG", "MISC"):
        gold = [[t if t.endswith(name) else "O" for t in tags] for _, tags in sentences]
        ours = [[t if t.endswith(name) else "O" for t in tags] for tags in guessed]
        there = sum(len(spans(t)) for t in gold)
        print(f"  {name:<5} F1 {f1(gold, ours):.3f} ({there})")


if __name__ == "__main__":
    main()
