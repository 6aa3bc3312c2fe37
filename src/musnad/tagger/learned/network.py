"""The network at run time: windows in, scores out.

A window is one run of the network. The int8 weights meet activations that are quantised by the range of the whole input, so two
windows in one batch would change each other's scores; alone, a window always gives the same.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime

from musnad.errors import NetworkError
from musnad.tagger.learned.decide import load
from musnad.tagger.learned.judge import Judge, Scores
from musnad.tagger.learned.labels import CHANNELS, SPAN_HEADS, TAG_HEADS
from musnad.tagger.learned.vocabulary import Vocabulary
from musnad.tagger.learned.windows import Reading

HERE = Path(__file__).parent / "weights"
PROVIDERS = {"cpu": ["CPUExecutionProvider"], "gpu": ["CUDAExecutionProvider", "CPUExecutionProvider"]}
DEVICE = "MUSNAD_DEVICE"
"""Environment variable that names where the network runs, `cpu` (default) or `gpu`; worker processes inherit it."""
FOLDER = "MUSNAD_WEIGHTS"
"""Environment variable that names another folder of weights."""


class Heard:
    """The network's scores for the words of one text. `tags[head]` and `spans[head]` are log-odds [words, labels]; `seeks` and
    `offers` [words, width]; `window[w]` tells in which window a word stood."""

    def __init__(self, tags: Scores, spans: Scores, seeks: Scores, offers: Scores, window: Sequence[int]) -> None:
        self.tags, self.spans = _parted(tags, TAG_HEADS), _parted(spans, SPAN_HEADS)
        self.seeks, self.offers, self.window = seeks, offers, window


def _parted(scores: Scores, heads: dict[str, tuple[str, ...]]) -> dict[str, Scores]:
    out, at = {}, 0
    for name, labels in heads.items():
        out[name] = scores[:, at : at + len(labels)]
        at += len(labels)
    return out


class Network:
    """A loaded network with its vocabulary and its settings."""

    def __init__(self, folder: Path, device: str = "cpu") -> None:
        if device not in PROVIDERS:
            raise NetworkError(f"{DEVICE}={device}: no such device; use cpu or gpu")
        if PROVIDERS[device][0] not in onnxruntime.get_available_providers():
            raise NetworkError(f"this onnxruntime has no {PROVIDERS[device][0]}; for a GPU install onnxruntime-gpu in its place")
        absent = [name for name in ("network.onnx", "arcs.npz", "tokenizer.json", "settings.json") if not (folder / name).is_file()]
        if absent:
            raise NetworkError(f"{folder}: no {', '.join(absent)}; weights are made by `make train` and shipped in the package")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(str(folder / "network.onnx"), options, providers=PROVIDERS[device])
        told = next(i.shape[-1] for i in self._session.get_inputs() if i.name == "told")
        if told != len(CHANNELS):
            raise NetworkError(
                f"{folder}: this network is told {told} labels of a word and this version gives {len(CHANNELS)}; train it again (`make train`)"
            )
        arcs = np.load(folder / "arcs.npz")
        self._pair, self._arc, self._bias, self._product = (arcs[k] for k in ("pair", "arc", "bias", "product"))
        self.judge = Judge(arcs)
        self.vocabulary = Vocabulary.load(folder / "tokenizer.json")
        self.settings = load(folder / "settings.json")

    def hear(self, reading: Reading) -> Heard:
        """Run the network over all windows of a text."""
        rows: list[list[Scores]] = [[], [], [], []]
        window: list[int] = []
        for n, w in enumerate(reading.windows):
            heads = np.asarray(w.heads)
            told = np.zeros((1, len(w.ids), len(reading.labels[0])), np.int64)
            stops = [*w.heads[1:], len(w.ids) - 1]
            for i, (a, b) in enumerate(zip(w.heads, stops, strict=True)):
                told[0, a:b] = reading.labels[w.first + i]
            ids = np.asarray([w.ids], np.int64)
            for kept, scores in zip(
                rows, self._session.run(None, {"ids": ids, "mask": np.ones_like(ids), "told": told}), strict=True
            ):
                kept.append(scores[0, heads])
            window += [n] * len(w.heads)
        tags, spans, seeks, offers = (np.concatenate(kept) if kept else np.zeros((0, 0), np.float32) for kept in rows)
        return Heard(tags, spans, seeks, offers, window)

    def arcs(self, heard: Heard, pairs: Sequence[tuple[int, int]], features: Sequence[Sequence[int]]) -> Scores:
        """Probabilities [pairs, roles] that a head word and a target word are joined in each role."""
        if not pairs:
            return np.zeros((0, len(self._bias)), np.float32)
        seeks = heard.seeks[[h for h, _ in pairs]]
        offers = heard.offers[[t for _, t in pairs]]
        known = np.stack([self._pair[list(f)].sum(0) for f in features])
        meeting = np.maximum(seeks + offers + known, 0)
        scores = meeting @ self._arc + self._bias + (seeks * offers) @ self._product
        return np.asarray(1 / (1 + np.exp(-scores)), np.float32)


@cache
def network() -> Network:
    """The network of this process. Raises `NetworkError` where its files or the device asked for are not there."""
    return Network(Path(os.environ.get(FOLDER, HERE)), os.environ.get(DEVICE, "cpu"))
