"""Fit what judges the parties of an act (`musnad.tagger.learned.parties`): `python -m training.parties WEIGHTS_DIR`.

The perceptron learns from the training articles, of which it sees only what does not come from the network; the line that weighs
its word against the network's is fitted on the held articles. Both go into WEIGHTS_DIR/arcs.npz. A minute on one core.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional as F

from musnad.tagger.learned.decide import Settings
from musnad.tagger.learned.hearing import Hearing
from musnad.tagger.learned.judge import Judge
from musnad.tagger.learned.names import hear_mentions
from musnad.tagger.learned.pairs import Head, trigger_heads, word_at
from musnad.tagger.learned.parties import ACTOR, NEITHER, RECIPIENT, Party, drawn_roles, grouped, hearsay, standing
from musnad.tagger.learned.tag import Page, hear, move
from musnad.tagger.spans import Mention
from training.annotations import Annotated, load, split

Numbers = npt.NDArray[Any]
WIDTH, EPOCHS, RATE, DECAY, DROP, BATCH = 96, 10, 2e-3, 1e-2, 0.2, 512
FELLOW, ANAPHOR = 0.3, 0.2
"""Weights of parties that are none of the annotation's but of one's state, and of words that point back and have no entity."""


class Sample(NamedTuple):
    """The parties of one trigger: their features, the network's chances of its targets, the lexicons' arcs, labels and weights."""

    rows: Numbers
    chances: Numbers
    drawn: Numbers
    parties: list[Party]
    labels: list[int]
    weights: list[float]


def samples(articles: Iterable[tuple[Annotated, Page]]) -> list[Sample]:
    """Every annotated trigger of some articles."""
    return [s for article, page in articles for s in _of_article(article, page)]


def _of_article(article: Annotated, page: Page) -> Iterable[Sample]:
    document, annotation, lexicon = article.document, article.annotation, page.analysis.tagged
    hearing = Hearing(document.text, page.reading, page.heard, Settings())
    mentions, moved = hear_mentions(hearing, lexicon)
    cues = [replace(c, arcs=move(c.arcs, moved)) for c in lexicon.cues]
    hearing.meet(mentions, lexicon.times, cues, page.analysis.triggers, moved)
    known = trigger_heads(page.reading, [replace(t, arcs=move(t.arcs, moved)) for t in lexicon.triggers])
    owner = owners(annotation, mentions)
    country = {e["id"]: e["country"] for e in annotation["entities"]}
    for event in annotation["events"]:
        actors, recipients = set(event["actors"]), set(event.get("recipients", ()))
        states = {country[e] for e in actors | recipients} - {None}
        for a, b in event["triggers"]:
            w = word_at(page.reading, a, b)
            drawn = next((known[k] for k in range(w, w + 3) if k in known and known[k].start < b), None)
            head = Head(w, event["type"], drawn.arcs if drawn else ())
            near = hearing.beside(w, hearing.targets)
            parties = grouped(near, mentions, document.text)
            if not parties:
                continue
            labels, weights = [], []
            for p in parties:
                named = {owner[near[n].index] for n in p.members} - {None}
                label = ACTOR if named & actors else RECIPIENT if named & recipients else NEITHER
                pointing = not named and any(mentions[near[n].index].anaphor for n in p.members)
                labels.append(label)
                weights.append(1.0 if label else ANAPHOR if pointing else FELLOW if p.country in states else 1.0)
            yield Sample(
                standing(hearing, head, drawn, near, parties), hearing.chances(head, near), drawn_roles(head, near, parties), parties, labels,
                weights,
            )  # fmt: skip


def owners(annotation: Mapping[str, Any], mentions: Sequence[Mention]) -> list[str | None]:
    """The annotated entity of each mention: the one whose mention shares most with its name, or else with it."""
    marked = sorted((a, b, e["id"]) for e in annotation["entities"] for a, b in e["mentions"])
    out = []
    for m in mentions:
        near = [g for g in marked if g[0] < m.name[1] and m.name[0] < g[1]] or [
            g for g in marked if g[0] < m.end and m.start < g[1]
        ]
        best = max(near, key=lambda g: min(g[1], m.end) - max(g[0], m.start), default=None)
        out.append(best[2] if best else None)
    return out


def perceptron(found: Sequence[Sample], seed: int = 0) -> dict[str, Numbers]:
    """Train on where parties stand; the scale of every feature goes into the first layer."""
    torch.manual_seed(seed)
    x = np.concatenate([s.rows for s in found])
    mean, spread = x.mean(0), x.std(0) + 1e-3
    inputs = torch.tensor((x - mean) / spread)
    labels = torch.tensor([label for s in found for label in s.labels])
    weights = torch.tensor([w for s in found for w in s.weights])
    layers = [nn.Linear(x.shape[1], WIDTH), nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 3)]
    net = nn.Sequential(layers[0], nn.ReLU(), nn.Dropout(DROP), layers[1], nn.ReLU(), nn.Dropout(DROP), layers[2])
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(x) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1)
    for _ in range(EPOCHS):
        for some in torch.randperm(len(x)).split(BATCH):
            loss = (F.cross_entropy(net(inputs[some]), labels[some], reduction="none") * weights[some]).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    out: dict[str, Numbers] = {}
    for n, layer in enumerate(layers):
        w, b = layer.weight.detach().numpy().T, layer.bias.detach().numpy()
        if n == 0:
            w = w / spread[:, None]
            b = b - mean @ w
        out[f"standing.w{n}"], out[f"standing.b{n}"] = w.astype(np.float32), b.astype(np.float32)
    return out


def line(found: Sequence[Sample], arrays: Mapping[str, Numbers], pull: float = 10.0) -> dict[str, Numbers]:
    """A multinomial logistic regression from hearsay to labels; `pull` draws its weights, on scaled features, towards 0."""
    judge = Judge({**arrays, "line.w": np.zeros((1, 3)), "line.b": np.zeros(3)})
    x = np.concatenate([hearsay(s.chances, judge.stood(s.rows), s.drawn, s.parties) for s in found])
    mean, spread = x.mean(0), x.std(0) + 1e-3
    inputs = torch.tensor((x - mean) / spread, dtype=torch.float64)
    labels = torch.tensor([label for s in found for label in s.labels])
    weights = torch.tensor([w for s in found for w in s.weights], dtype=torch.float64)
    w = torch.zeros(x.shape[1], 3, dtype=torch.float64, requires_grad=True)
    b = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([w, b], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        fit = (F.cross_entropy(inputs @ w + b, labels, reduction="none") * weights).sum() + pull / 2 * w.square().sum()
        fit.backward()
        return fit

    optimiser.step(loss)
    slope = w.detach().numpy() / spread[:, None]
    return {"line.w": slope.astype(np.float32), "line.b": (b.detach().numpy() - mean @ slope).astype(np.float32)}


def blank() -> dict[str, Numbers]:
    """Arrays of a judge that knows nothing, for a network that has none yet."""
    return {f"{part}{n}": np.zeros((1, 1)) for part in ("standing.w", "standing.b") for n in range(3)} | {
        "line.w": np.zeros((1, 3)), "line.b": np.zeros(3)
    }  # fmt: skip


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("weights", type=Path)
    p.add_argument("--seed", type=int, default=0)
    a = p.parse_args()
    os.environ["MUSNAD_WEIGHTS"] = str(a.weights)
    torch.set_num_threads(1)
    kept = {name: part for name, part in np.load(a.weights / "arcs.npz").items() if not name.startswith(("standing.", "line."))}
    np.savez(a.weights / "arcs.npz", **kept, **blank())
    train, held = ([(article, hear(article.document)) for article in part] for part in split(load()))
    arrays = perceptron(samples(train), a.seed)
    arrays |= line(samples(held), arrays)
    np.savez(a.weights / "arcs.npz", **kept, **arrays)
    print(f"{sum(v.size for v in arrays.values())} weights -> {a.weights / 'arcs.npz'}")


if __name__ == "__main__":
    main()
