"""Choose the thresholds of `musnad.tagger.learned.decide` on the held articles: `python -m training.thresholds WEIGHTS_DIR`.

One threshold after the other takes the value that scores best with all others as they are, twice around; then the lines that turn
the network's probabilities into those of an event or statement being right are fitted. The result is WEIGHTS_DIR/settings.json.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import torch
from torch.nn import functional as F

from evaluation.scoring import Pair, score
from musnad.coding import make_record
from musnad.tagger.learned.decide import Settings
from musnad.tagger.learned.decide import load as load_settings
from musnad.tagger.learned.tag import Page, decide, hear
from training.annotations import Annotated, load, split
from training.gold import record

GRID: dict[str, tuple[float, ...]] = {
    "trigger": (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95), "known_trigger": (0.01, 0.03, 0.1, 0.2, 0.3, 0.5), "known_type": (0.0, 0.1, 0.3, 1.1),
    "distrust": (0.0, 0.1, 0.2, 0.3, 0.4, 1.1), "actor": (0.4, 0.5, 0.6), "recipient": (0.35, 0.4, 0.5, 0.6), "name": (0.15, 0.3, 0.5),
    "known_mode": (0.0, 0.05, 0.2, 0.4, 1.1), "known_status": (0.0, 0.05, 0.2, 0.4, 1.1), "same": (0.35, 0.5, 0.65, 0.8, 0.9),
    "mention": (0.5, 0.7, 0.9, 0.97), "least_actor": (0.05, 0.1, 0.2, 0.3), "least_other": (0.1, 0.15, 0.2, 0.3, 0.4, 1.1),
    "place": (0.2, 0.3, 0.4, 0.5), "when": (0.3, 0.4, 0.5, 0.6),
    "other": (0.3, 0.5, 0.7), "told": (0.3, 0.5, 0.7, 0.85), "cue": (0.02, 0.05, 0.1, 0.3), "new_cue": (0.1, 0.3, 0.5, 0.7),
    "silence": (0.5, 1.0, 2.0, 4.0), "speaker": (0.3, 0.5, 0.7), "doubt": (0.02, 0.1, 0.2, 0.3, 0.5), "via": (0.3, 0.5, 0.7, 0.9),
    "least_via": (0.0, 0.02, 0.05, 0.1, 0.3),
}  # fmt: skip
START = Settings(
    trigger=0.95, known_trigger=0.01, known_type=0.1, distrust=0.1, mention=0.97, name=0.3, known_mode=0.0, known_status=0.2, actor=0.5,
    least_actor=0.1, recipient=0.35, when=0.4, cue=0.1, new_cue=0.7, silence=0.5, doubt=0.5, via=0.9,
)  # fmt: skip
"""Where the search begins: the lexicons are believed, and the network adds what it is very sure of."""
WORTH = {
    "events found": 2.0, "events coded": 3.0, "events named": 1.0, "statements found": 1.0, "statements attributed": 2.0,
    "mode": 0.3, "status": 0.3, "when": 0.5, "place": 0.5, "claims": 0.5,
}  # fmt: skip
"""What each measure counts for in the choice."""


class Held:
    """The held articles, read once."""

    def __init__(self, articles: Iterable[Annotated]) -> None:
        self.read: list[tuple[Annotated, dict[str, Any], Page]] = [(a, record(a), hear(a.document)) for a in articles]

    def pairs(self, settings: Settings) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """Gold and coded record of every article under some settings."""
        return [
            (gold, json.loads(make_record(a.document, decide(a.document, page, settings), "").to_json()))
            for a, gold, page in self.read
        ]

    def worth(self, settings: Settings) -> float:
        measured = score(self.pairs(settings))
        return sum(weight * measured[name] for name, weight in WORTH.items())


_held: Held
"""What the processes of `choose` inherit."""


def _worth(settings: Settings) -> float:
    return _held.worth(settings)


def choose(held: Held, settings: Settings, rounds: int = 2, names: Sequence[str] = tuple(GRID)) -> Settings:
    """Coordinate ascent over the thresholds of some names in `GRID`, the values of each side by side on all cores."""
    global _held
    _held = held
    best = held.worth(settings)
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("fork")) as pool:
        for _ in range(rounds):
            for name, values in ((name, GRID[name]) for name in names):
                tried = [msgspec.structs.replace(settings, **{name: v}) for v in values if v != getattr(settings, name)]
                found = list(pool.map(_worth, tried))
                if max(found) > best + 1e-9:
                    best = max(found)
                    settings = tried[found.index(best)]
                    print(f"{name} {getattr(settings, name)}: worth {best:.4f}", flush=True)
    return settings


def line(sure: list[float], right: list[bool]) -> tuple[float, float]:
    """Slope and offset of a logistic regression on log-odds, with a weak pull towards (1, 0)."""
    x = torch.logit(torch.tensor(sure, dtype=torch.float64), 1e-4)
    y = torch.tensor(right, dtype=torch.float64)
    found = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([found], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        away = (found - torch.tensor([1.0, 0.0])).square().sum()
        worst: torch.Tensor = F.binary_cross_entropy_with_logits(found[0] * x + found[1], y, reduction="sum") + away / 2
        worst.backward()
        return worst

    optimiser.step(loss)
    slope, offset = found.detach().tolist()
    return round(slope, 4), round(offset, 4)


def outcomes(pairs: Iterable[tuple[dict[str, Any], dict[str, Any]]]) -> tuple[list[tuple[float, bool]], list[tuple[float, bool]]]:
    """Confidence of every coded event and statement, and whether the gold has it."""
    events, statements = [], []
    for gold, ours in pairs:
        pair = Pair(gold, ours)
        found = {id(p) for _, p in pair.events()}
        events += [(e["confidence"], id(e) in found) for e in ours["events"]]
        said = {id(p) for _, p in pair.statements()}
        statements += [(s["confidence"], id(s) in said) for s in ours["statements"]]
    return events, statements


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("weights", type=Path)
    p.add_argument("--rounds", type=int, default=2)
    p.add_argument("--start", type=Path, help="settings to begin with (default: the lexicons are believed)")
    p.add_argument(
        "--only", nargs="+", choices=GRID, default=tuple(GRID), metavar="NAME", help="thresholds to choose; the others stay"
    )
    a = p.parse_args()
    os.environ["MUSNAD_WEIGHTS"] = str(a.weights)
    target = a.weights / "settings.json"
    if not target.exists():
        target.write_bytes(msgspec.json.format(msgspec.json.encode(Settings()), indent=1))
    held = Held(split(load())[1])
    settings = choose(held, load_settings(a.start) if a.start else START, a.rounds, a.only)
    events, statements = outcomes(held.pairs(settings))
    settings = msgspec.structs.replace(
        settings, event=line(*map(list, zip(*events, strict=True))), statement=line(*map(list, zip(*statements, strict=True)))
    )
    target.write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=1) + b"\n")
    print(target.read_text("utf-8"))


if __name__ == "__main__":
    main()
