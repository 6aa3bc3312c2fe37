"""Before all else: the encoder reads on. Masked pieces of Arabic news are guessed (Devlin et al. 2019), since e5 was last trained to
compare sentences, not to tell words. `python -m training.readon ENCODER_DIR OUT_DIR [--pieces N] [--seed N]`

OUT_DIR is an encoder folder like ENCODER_DIR. The lowest layers keep their weights, as they do in every later stage.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from musnad.tagger.learned.vocabulary import Vocabulary
from musnad.tagger.learned.windows import LONGEST, PAD, read
from musnad.tagger.spans import Tagged
from training.annotations import articles_beside
from training.learn import autocast
from training.network import LOWER, Network

MASKED = 0.2
"""Share of the pieces that are guessed (Wettig et al. 2023 find more than the usual 0.15 better for small models)."""
_FROM_DIPLOMACY = 3
"""Articles of the corpus on diplomacy for one of the general corpus."""


def texts(seed: int) -> Iterator[str]:
    """Articles of both corpora in random order, without those that the development gold holds."""
    chance = random.Random(seed)
    mine = [a["text"] for a in articles_beside("diplomacy")]
    few = len(mine) / _FROM_DIPLOMACY
    mine += [a["text"] for a in islice((a for a in articles_beside("news") if chance.random() < 3 * few / _NEWS), round(few))]
    while True:
        chance.shuffle(mine)
        yield from mine


_NEWS = 62_181
"""Articles of the general corpus."""


def windows(vocabulary: Vocabulary, seed: int) -> Iterator[tuple[int, ...]]:
    """Ids of windows, as the tagger will see them."""
    for text in texts(seed):
        paragraphs = tuple((m.start(), m.end()) for m in re.finditer(r"[^\n.]+[\n.]?", text[: 4 * LONGEST * 4]))
        for window in read(text[: paragraphs[-1][1]] if paragraphs else "", Tagged(sentences=paragraphs), vocabulary).windows:
            if len(window.ids) > 40:
                yield window.ids


class Guess(nn.Module):
    """From a piece's vector to the piece, through the embeddings."""

    def __init__(self, hidden: int, pieces: int) -> None:
        super().__init__()
        self.dense, self.norm = nn.Linear(hidden, hidden), nn.LayerNorm(hidden)
        self.bias = nn.Parameter(torch.zeros(pieces))

    def forward(self, x: Tensor, word: Tensor) -> Tensor:
        return self.norm(F.gelu(self.dense(x))) @ word.T + self.bias


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("encoder", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--pieces", type=float, default=1.8e6)
    p.add_argument("--rate", type=float, default=3e-4)
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    torch.manual_seed(a.seed)
    chance = random.Random(a.seed)
    kept = torch.load(a.encoder / "encoder.pt")
    vocabulary = Vocabulary.load(a.encoder / "tokenizer.json")
    pieces = kept["state"]["emb.word"].shape[0]
    network = Network(kept["sizes"], pieces)
    network.load_encoder(kept["state"])
    guess = Guess(kept["sizes"]["hidden"], pieces)
    upper = list(network.layers[LOWER:].parameters())
    optimiser = torch.optim.AdamW([*upper, *guess.parameters()], lr=a.rate, weight_decay=0.01, fused=True)
    done, step, begun, running = 0, 0, time.time(), 0.0
    stream = windows(vocabulary, a.seed)
    while done < a.pieces:
        group = sorted((next(stream) for _ in range(4)), key=len)
        ids = torch.full((len(group), len(group[-1])), PAD)
        for row, window in enumerate(group):
            ids[row, : len(window)] = torch.tensor(window)
        mask = (ids != PAD).long()
        hidden = (torch.rand(ids.shape) < MASKED) & (ids > 3)
        shown = torch.where(
            hidden & (torch.rand(ids.shape) < 0.9), torch.randint(4, pieces, ids.shape) if chance.random() < 0.1 else 3, ids
        )
        for group_ in optimiser.param_groups:
            group_["lr"] = a.rate * min(1.0, done / (0.06 * a.pieces) + 0.01) * max(0.02, 1 - done / a.pieces)
        with autocast():
            with torch.no_grad():
                x = network.lower(shown, mask)
            bias = network.bias(mask)
            for layer in network.layers[LOWER:]:
                x = layer(x, bias)
            loss = F.cross_entropy(guess(x[hidden], network.word.weight.detach()).float(), ids[hidden])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_([*upper, *guess.parameters()], 1.0)
        optimiser.step()
        done, step, running = done + int(mask.sum()), step + 1, running + loss.item()
        if step % 50 == 0:
            print(f"{done / 1e6:.2f} M pieces, loss {running / 50:.3f}, {time.time() - begun:.0f}s", flush=True)
            running = 0.0
    a.out.mkdir(parents=True, exist_ok=True)
    torch.save({"sizes": kept["sizes"], "state": network.encoder_state()}, a.out / "encoder.pt")
    shutil.copy(a.encoder / "tokenizer.json", a.out / "tokenizer.json")


if __name__ == "__main__":
    main()
