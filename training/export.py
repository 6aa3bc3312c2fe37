"""Weights to what ships: `network.onnx`, `arcs.npz`, `tokenizer.json`. `python -m training.export WEIGHTS… ENCODER_DIR OUT`.

Embeddings and layers become int8; the heads, small and nearest to the decision, stay float32. Of several weights that began alike
their mean is taken (Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from musnad.tagger.learned.labels import CHANNELS
from training.network import Network
from training.parties import blank


def mean(files: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of the weights in some files."""
    every = [torch.load(f) for f in files]
    return {name: torch.stack([w[name] for w in every]).mean(0) for name in every[0]}


def write(network: Network, out: Path, *, whole: bool) -> None:
    """Write `network.onnx` and `arcs.npz` into a folder; `whole` keeps 32 bits."""
    network.eval()
    inputs = {
        "ids": torch.randint(5, 30, (2, 16)), "mask": torch.ones(2, 16, dtype=torch.long),
        "told": torch.zeros(2, 16, len(CHANNELS), dtype=torch.long),
    }  # fmt: skip
    outputs = ["tags", "spans", "seeks", "offers"]
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            network, tuple(inputs.values()), str(full), input_names=list(inputs), output_names=outputs,
            dynamic_axes={name: {0: "batch", 1: "pieces"} for name in (*inputs, *outputs)}, opset_version=17, dynamo=False,
        )  # fmt: skip
        if whole:
            shutil.copy(full, out / "network.onnx")
        else:
            heads = [n.name for n in onnx.load(full).graph.node if n.op_type in {"MatMul", "Gemm"} and "/layers." not in n.name]
            quantize_dynamic(
                full, out / "network.onnx", weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm", "Gather"],
                per_channel=True, nodes_to_exclude=heads,
            )  # fmt: skip
    arcs = {
        "pair": network.arcs.pair.weight[:-1], "arc": network.arcs.arc.weight.T, "bias": network.arcs.arc.bias,
        "product": network.arcs.product.weight.T,
    }  # fmt: skip
    np.savez(out / "arcs.npz", **{name: value.detach().numpy() for name, value in arcs.items()}, **blank())


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("weights", type=Path, nargs="+")
    p.add_argument("encoder", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--float", action="store_true", help="keep 32-bit weights, to see what the int8 ones cost")
    a = p.parse_args()
    kept = torch.load(a.encoder / "encoder.pt")
    network = Network(kept["sizes"], kept["state"]["emb.word"].shape[0])
    network.load_state_dict(mean(a.weights))
    a.out.mkdir(parents=True, exist_ok=True)
    write(network, a.out, whole=a.float)
    shutil.copy(a.encoder / "tokenizer.json", a.out / "tokenizer.json")
    print(*(f"{f.name} {f.stat().st_size / 1e6:.1f} MB" for f in sorted(a.out.iterdir())))


if __name__ == "__main__":
    main()
