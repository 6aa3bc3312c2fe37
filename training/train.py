"""Second stage: annotated articles, own sentences and names together. `python -m training.train ENCODER_DIR OUT [--seed N]`.

The split is by article and by source: some outlets are held whole.
"""

from __future__ import annotations

import argparse
import pickle
import random
from pathlib import Path

import torch

from musnad.tagger.learned.labels import CHANNELS
from musnad.tagger.learned.vocabulary import Vocabulary
from training.annotations import load, split
from training.articles import of_article
from training.examples import Example
from training.learn import cache_lower, fit, refit
from training.network import Network


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("encoder", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--names", type=Path, help="weights of the first stage (training.pretrain)")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--epochs", type=int, default=8)
    p.add_argument("--drop", type=float, default=0.15)
    p.add_argument("--hide", type=float, default=0.1, help="share of pieces that are hidden in training")
    p.add_argument("--hide-names", type=float, default=0.2, help="share of names that are hidden in training")
    p.add_argument("--name-share", type=float, default=0.1, help="share of ANERcorp's sentences shown again in every epoch")
    p.add_argument("--without", choices=["names", "lexicon", "patterns", "articles"], action="append", default=[])
    p.add_argument(
        "--without-fold",
        metavar="K/N",
        help="leave out every Nth article of the training part, from the Kth on (0/2: every other one)",
    )
    p.add_argument("--all", action="store_true", help="train on the held articles too (the shipped weights)")
    a = p.parse_args()
    torch.manual_seed(a.seed)
    kept = torch.load(a.encoder / "encoder.pt")
    vocabulary = Vocabulary.load(a.encoder / "tokenizer.json")
    network = Network(kept["sizes"], kept["state"]["emb.word"].shape[0], drop=a.drop)
    network.load_encoder(kept["state"])
    if a.names and "names" not in a.without:
        network.load(torch.load(a.names))
    train, held = split(load())
    if a.without_fold:
        k, n = map(int, a.without_fold.split("/"))
        train = [article for i, article in enumerate(train) if i % n != k]
    if a.all:
        train = train + held
    articles = [e for article in train for e in of_article(article, vocabulary)] if "articles" not in a.without else []
    if "patterns" not in a.without and (HERE / "sentences.txt").exists():
        from training.patterns import sentences

        articles += [e for s in sentences() for e in of_article(s, vocabulary)]
    again: list[Example] = []
    if a.names and "names" not in a.without:
        again = [e for e, _ in pickle.loads((a.encoder / f"names-{len(CHANNELS)}.pickle").read_bytes())["anercorp"]]
    if "lexicon" in a.without:
        for e in articles + again:
            e.told[:] = 0
    print(f"{len(train)} articles, {len(articles)} windows, {sum(len(e.ids) for e in articles)} pieces", flush=True)
    cache_lower(network, articles + again)
    chance = random.Random(a.seed)
    epochs = [articles + chance.sample(again, round(len(again) * a.name_share)) for _ in range(a.epochs)]

    def keep(epoch: int) -> None:
        torch.save(network.state_dict(), a.out)

    forget = 0.0 if "lexicon" in a.without else 0.1
    fit(
        network,
        epochs,
        rate=a.rate,
        head_rate=a.head_rate,
        seed=a.seed,
        pieces=800,
        forget=forget,
        hide=a.hide,
        hide_names=a.hide_names,
        each=keep,
    )
    if again:
        refit(network, again, "name", seed=a.seed)
        torch.save(network.state_dict(), a.out)


HERE = Path(__file__).parent

if __name__ == "__main__":
    main()
