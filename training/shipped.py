"""Shipped weights back in PyTorch, to go on from: `python -m training.shipped NETWORK.onnx ENCODER_DIR OUT`.

The int8 numbers times their scales; what export wrote without a name is told by its place in the graph.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.network import Network

PARTS = ("qkv", "out", "up", "down")


def state_of(path: Path, network: Network) -> dict[str, Tensor]:
    """The weights of an exported network by the names that `network` knows them by. Raises ValueError where one is missing."""
    graph = onnx.load(path).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found: dict[str, np.ndarray] = {}
    unnamed: list[tuple[int, np.ndarray]] = []
    for name, value in arrays.items():
        if name.endswith("_quantized"):
            stem = name.removesuffix("_quantized")
            value = (value.astype(np.float32) - arrays[f"{stem}_zero_point"].astype(np.float32)) * arrays[f"{stem}_scale"]
            name = stem
        if name.startswith("onnx::MatMul_") and value.ndim == 2:
            unnamed.append((int(name.removeprefix("onnx::MatMul_")), value))
        elif not name.endswith(("_scale", "_zero_point")):
            found[name] = value
    in_order = [value.T for _, value in sorted(unnamed, key=lambda pair: pair[0])]
    names = [f"layers.{n}.{part}.weight" for n in range(len(network.layers)) for part in PARTS]
    names += [f"tags.{name}.weight" for name in network.tags] + [f"spans.{name}.weight" for name in network.spans]
    names += ["arcs.seeks.weight", "arcs.offers.weight"]
    if len(names) != len(in_order):
        raise ValueError(f"{path}: {len(in_order)} weights without a name where the network has {len(names)}")
    found |= dict(zip(names, in_order, strict=True))
    for end in ("seeks", "offers"):  # weights exported before December 2026 name these without their part
        if f"{end}.bias" in found:
            found[f"arcs.{end}.bias"] = found.pop(f"{end}.bias")
    arcs = np.load(path.parent / "arcs.npz")
    found |= {
        "arcs.pair.weight": np.concatenate([arcs["pair"], np.zeros_like(arcs["pair"][:1])]),
        "arcs.arc.weight": arcs["arc"].T, "arcs.arc.bias": arcs["bias"], "arcs.product.weight": arcs["product"].T,
    }  # fmt: skip
    wanted = network.state_dict()
    if absent := [n for n in wanted if n not in found and n != "kind"]:
        raise ValueError(f"{path}: no {', '.join(absent)}")
    return {n: torch.from_numpy(np.array(found.get(n, wanted[n]), np.float32)).reshape(wanted[n].shape) for n in wanted}


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("network", type=Path)
    p.add_argument("encoder", type=Path)
    p.add_argument("out", type=Path)
    a = p.parse_args()
    kept = torch.load(a.encoder / "encoder.pt")
    network = Network(kept["sizes"], kept["state"]["emb.word"].shape[0])
    network.load_encoder(kept["state"])
    torch.save(state_of(a.network, network), a.out)


if __name__ == "__main__":
    main()
