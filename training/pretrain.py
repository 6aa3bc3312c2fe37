"""First stage: the upper layers learn names from the public corpora, and what the lexicons find in articles that nobody annotated.

`python -m training.pretrain ENCODER_DIR OUT [--seed N]`. An epoch is a string of letters: `n`ewsfane, `a`nercorp, a`q`mar, `s`ilver.
"""

from __future__ import annotations

import argparse
import pickle
from pathlib import Path

import torch

from musnad.tagger.learned.labels import CHANNELS, TAG_HEADS
from musnad.tagger.learned.vocabulary import Vocabulary
from training import names
from training.examples import batch, of_names
from training.learn import autocast, cache_lower, fit, stack_lower
from training.network import Network
from training.silver import documents, of_document


def f1(gold: list[list[str]], predicted: list[list[str]]) -> float:
    """Exact spans with class, micro, as conlleval counts them."""
    right = there = said = 0
    for g, p in zip(gold, predicted, strict=True):
        a, b = spans(g), spans(p)
        right, there, said = right + len(a & b), there + len(a), said + len(b)
    return 2 * right / max(1, there + said)


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Stretches of a BIO sequence; an I that continues nothing begins one."""
    out, start, kind = set(), None, ""
    for i, t in enumerate([*tags, "O"]):
        if start is not None and (t == "O" or t[0] == "B" or t[2:] != kind):
            out.add((start, i, kind))
            start = None
        if t != "O" and start is None:
            start, kind = i, t[2:]
    return out


def evaluate(network: Network, sentences, examples) -> float:
    """Entity F1 of sentences whose examples (one or more windows each) follow in order."""
    network.eval()
    labels, guess = TAG_HEADS["name"], []
    for a in range(0, len(examples), 32):
        part = [e for e, _ in examples[a : a + 32]]
        b = batch(part)
        with torch.no_grad(), autocast():
            best = network.tag("name", network.upper(stack_lower(part, b.ids.shape[1]), b.mask, b.told), b.told).float().argmax(-1)
        for row, (_, where) in enumerate(examples[a : a + 32]):
            guess.append([labels[best[row, at]] if at >= 0 else None for at in where])
    merged, i = [], 0
    for words, _ in sentences:
        row = ["O"] * len(words)
        filled = 0
        while filled < len(words) and i < len(guess) and len(guess[i]) == len(words):
            for k, g in enumerate(guess[i]):
                if g is not None:
                    row[k], filled = g, filled + 1
            i += 1
        merged.append(row)
    return f1([t for _, t in sentences], merged)


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("encoder", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--epochs", default="ana,ana,an,an")
    p.add_argument("--start", type=Path, help="weights to go on from")
    p.add_argument("--silver", type=int, default=1300, help="articles whose lexicon findings are learned")
    a = p.parse_args()
    torch.manual_seed(a.seed)
    kept = torch.load(a.encoder / "encoder.pt")
    vocabulary = Vocabulary.load(a.encoder / "tokenizer.json")
    cache = a.encoder / f"names-{len(CHANNELS)}.pickle"
    train, test = names.anercorp("train"), names.anercorp("test")
    if cache.exists():
        data = pickle.loads(cache.read_bytes())
    else:
        data = {
            "anercorp": of_names(train, vocabulary), "test": of_names(test, vocabulary),
            "newsfane": of_names(names.newsfane(), vocabulary), "aqmar": of_names(names.aqmar(), vocabulary),
        }  # fmt: skip
        cache.write_bytes(pickle.dumps(data))
    network = Network(kept["sizes"], kept["state"]["emb.word"].shape[0])
    network.load_encoder(kept["state"])
    if a.start:
        network.load(torch.load(a.start))
    sets = {name: [e for e, _ in found] for name, found in data.items()}
    if "s" in a.epochs:
        sets["silver"] = [e for d in documents(a.silver) for e in of_document(d, vocabulary)]
    for name, examples in sets.items():
        print(name, len(examples), sum(len(e.ids) for e in examples), "pieces", flush=True)
        cache_lower(network, examples)
    letters = {"a": "anercorp", "n": "newsfane", "q": "aqmar", "s": "silver"}
    epochs = [[e for k in dict.fromkeys(plan) for e in sets[letters[k]]] for plan in a.epochs.split(",")]

    def each(epoch: int) -> None:
        print(f"epoch {epoch + 1}: ANERcorp test F1 {evaluate(network, test, data['test']):.4f}", flush=True)
        torch.save(network.state_dict(), a.out)

    fit(network, epochs, rate=a.rate, head_rate=1e-3, seed=a.seed, each=each)


if __name__ == "__main__":
    main()
