"""One training loop for every stage: AdamW, linear warm-up and decay, bfloat16 where the processor has it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from training.examples import UNKNOWN, Batch, Example, batch
from training.network import Network

TAG_WEIGHT = {"name": 1.0, "entity": 1.0, "time": 0.2, "trigger": 4.0, "cue": 1.5, "content": 1.0}
RARE = 2.0
"""Weight of a word that begins or continues a trigger or cue, against one outside: most words are outside."""
SPAN_WEIGHT = {"mode": 0.5, "status": 0.7, "stance": 0.5, "speech": 0.3}
ARC_WEIGHT = 2.0


def autocast() -> torch.autocast:
    """bfloat16 where the processor multiplies it; where it does not, 32 bits are ten times as fast."""
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.ops.mkldnn._is_mkldnn_bf16_supported())


def losses(network: Network, b: Batch, x: Tensor) -> Tensor:
    """The weighted sum over all heads of the mean loss of what is known."""
    total = x.new_zeros((), dtype=torch.float)
    dropped = F.dropout(x, network.drop, network.training)
    for name in network.tags:
        gold = b.tags[name]
        if (gold != UNKNOWN).any():
            scores = network.tag(name, dropped, b.told).float()
            weight = None
            if name in {"trigger", "cue"}:
                weight = torch.full((scores.shape[-1],), RARE)
                weight[0] = 1.0
            total = total + TAG_WEIGHT[name] * F.cross_entropy(scores.flatten(0, 1), gold.flatten(), weight, ignore_index=UNKNOWN)
    for name, head in network.spans.items():
        known = [(i, at, label) for i, at, h, label in b.spans if h == name and label >= 0]
        if known:
            rows, at, gold = (torch.tensor(c) for c in zip(*known, strict=True))
            total = total + SPAN_WEIGHT[name] * F.cross_entropy(head(dropped[rows, at]).float(), gold)
    if len(b.pair_at):
        i, h, t = b.pair_at.T
        scores = network.arcs(network.arcs.seeks(dropped[i, h]), network.arcs.offers(dropped[i, t]), b.pair_features).float()
        known = b.pair_roles >= 0
        loss = F.binary_cross_entropy_with_logits(scores, b.pair_roles.clamp(min=0), reduction="none")
        total = total + ARC_WEIGHT * (loss * known).sum() / max(1, int((b.pair_roles == 1).sum()))
    return total


def cache_lower(network: Network, examples: Sequence[Example], size: int = 32) -> None:
    """Compute once what the lower layers give."""
    network.eval()
    order = sorted((i for i, e in enumerate(examples) if e.lower is None), key=lambda i: len(examples[i].ids))
    with torch.no_grad(), autocast():
        for a in range(0, len(order), size):
            b = batch([examples[i] for i in order[a : a + size]])
            x = network.lower(b.ids, b.mask).to(torch.bfloat16)
            for row, i in enumerate(order[a : a + size]):
                examples[i].lower = x[row, : len(examples[i].ids)].clone()


def stack_lower(examples: Sequence[Example], n: int) -> Tensor:
    out = torch.zeros(len(examples), n, examples[0].lower.shape[1], dtype=torch.bfloat16)
    for row, e in enumerate(examples):
        out[row, : len(e.ids)] = e.lower
    return out.float()


def batches(examples: Sequence[Example], pieces: int, chance: random.Random) -> list[list[Example]]:
    """Batches of about `pieces` pieces, of examples of about one length, in random order."""
    order = list(range(len(examples)))
    chance.shuffle(order)
    order.sort(key=lambda i: len(examples[i].ids) // 16)
    out: list[list[Example]] = [[]]
    for i in order:
        if out[-1] and (len(out[-1]) + 1) * len(examples[i].ids) > pieces:
            out.append([])
        out[-1].append(examples[i])
    chance.shuffle(out)
    return out


def _kept(named: Tensor, hide: float, hide_names: float) -> Tensor:
    """Which pieces [examples, pieces] the network sees; `named` are those of names, hidden from their first piece to their last."""
    begins = named & ~F.pad(named, (1, 0))[:, :-1]
    runs = begins.cumsum(1)
    hidden = (torch.rand(named.shape[0], int(runs.max()) + 1) < hide_names).gather(1, runs) & named
    return ~hidden & (torch.rand(named.shape) >= hide)


def fit(
    network: Network, epochs: Sequence[Sequence[Example]], *, rate: float, head_rate: float, seed: int, pieces: int = 1500,
    forget: float = 0.15, hide: float = 0.0, hide_names: float = 0.0, each: Callable[[int], None] = lambda epoch: None,
) -> None:  # fmt: skip
    """Train on one list of examples an epoch. `forget` is the chance that a window's lexicon labels are hidden from the network,
    so that it learns to read without them too; `hide` the chance that a piece is, `hide_names` that a whole name is, so that it learns
    from the words around and not by heart who does what to whom."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    heads, body, bare = [], [], []
    for name, p in network.named_parameters():
        low = name.startswith(("word.", "position.", "kind", "norm.")) or (
            name.startswith("layers.") and int(name.split(".")[1]) < 4
        )
        if low:
            p.requires_grad_(False)
        elif not name.startswith("layers."):
            heads.append(p)
        elif p.ndim < 2:
            bare.append(p)
        else:
            body.append(p)
    groups = [
        {"params": body, "lr": rate, "weight_decay": 0.01},
        {"params": bare, "lr": rate, "weight_decay": 0.0},
        {"params": heads, "lr": head_rate, "weight_decay": 0.0},
    ]
    optimiser = torch.optim.AdamW(groups, fused=True)
    plan = [batches(e, pieces, chance) for e in epochs]
    total, step, begun = sum(map(len, plan)), 0, time.time()
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / (0.1 * total)) * max(0.02, (total - s) / total)
    )
    for epoch, steps in enumerate(plan):
        network.train()
        running = 0.0
        for group in steps:
            b = batch(group)
            if forget:
                keep = torch.tensor([chance.random() >= forget for _ in group]).long()
                b.told = b.told * keep[:, None, None]
            lower = stack_lower(group, b.ids.shape[1])
            if hide or hide_names:
                lower = lower * _kept(b.told[:, :, 0] > 0, hide, hide_names)[:, :, None]
            with autocast():
                x = network.upper(lower, b.mask, b.told)
                loss = losses(network, b, x)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for g in optimiser.param_groups for p in g["params"]], 1.0)
            optimiser.step()
            schedule.step()
            running += loss.item()
            step += 1
            if step % 50 == 0:
                print(f"step {step}/{total} loss {running / (steps.index(group) + 1):.3f} {time.time() - begun:.0f}s", flush=True)
        each(epoch)


def refit(
    network: Network, examples: Sequence[Example], head: str, *, seed: int, epochs: int = 8, rate: float = 2e-3, size: int = 4096
) -> None:
    """Train one tag head by itself on what the network gives for these examples, the network as it is: what it learnt last has moved
    under a head that saw little of its own data since."""
    network.eval()
    torch.manual_seed(seed)
    seen, told, gold = [], [], []
    order = sorted(examples, key=lambda e: len(e.ids))
    with torch.no_grad():
        for a in range(0, len(order), 32):
            b = batch(order[a : a + 32])
            with autocast():
                x = network.upper(stack_lower(order[a : a + 32], b.ids.shape[1]), b.mask, b.told).float()
            known = b.tags[head] != UNKNOWN
            seen.append(x[known])
            told.append(b.told[known])
            gold.append(b.tags[head][known])
    x, hints, labels = torch.cat(seen), torch.cat(told), torch.cat(gold)
    optimiser = torch.optim.AdamW([*network.tags[head].parameters(), *network.hints[head].parameters()], rate, weight_decay=0.01)
    steps = epochs * -(-len(x) // size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps + 1)
    for _ in range(epochs):
        for some in torch.randperm(len(x)).split(size):
            loss = F.cross_entropy(network.tag(head, x[some][None], hints[some][None])[0], labels[some])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
