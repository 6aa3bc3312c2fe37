"""Weights to what ships: `network.onnx`, `arcs.npz`, `tokenizer.json`. `python -m training.export WEIGHTS… ENCODER_DIR OUT`.

Embeddings and layers become int8; the heads, small and nearest to the decision, stay float32. Of several weights that began alike
their mean is taken (Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from musnad.tagger.learned.labels import CHANNELS
from training.network import Network
from training.parties import blank


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("weights", type=Path, nargs="+")
    p.add_argument("encoder", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--float", action="store_true", help="keep 32-bit weights, to see what the int8 ones cost")
    a = p.parse_args()
    kept = torch.load(a.encoder / "encoder.pt")
    network = Network(kept["sizes"], kept["state"]["emb.word"].shape[0])
    every = [torch.load(w) for w in a.weights]
    network.load_state_dict({name: torch.stack([w[name] for w in every]).mean(0) for name in every[0]})
    network.eval()
    a.out.mkdir(parents=True, exist_ok=True)
    inputs = (
        torch.randint(5, 1000, (2, 16)),
        torch.ones(2, 16, dtype=torch.long),
        torch.zeros(2, 16, len(CHANNELS), dtype=torch.long),
    )
    names = ["tags", "spans", "seeks", "offers"]
    axes = {name: {0: "batch", 1: "pieces"} for name in ("ids", "mask", "told", *names)}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            network,
            inputs,
            str(full),
            input_names=["ids", "mask", "told"],
            output_names=names,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if a.float:
            shutil.copy(full, a.out / "network.onnx")
        else:
            heads = [n.name for n in onnx.load(full).graph.node if n.op_type in {"MatMul", "Gemm"} and "/layers." not in n.name]
            quantize_dynamic(
                full,
                a.out / "network.onnx",
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"],
                per_channel=True,
                nodes_to_exclude=heads,
            )
    np.savez(
        a.out / "arcs.npz", pair=network.pair.weight.detach().numpy()[:-1], arc=network.arc.weight.detach().numpy().T,
        bias=network.arc.bias.detach().numpy(), product=network.product.weight.detach().numpy().T, **blank(),
    )  # fmt: skip
    shutil.copy(a.encoder / "tokenizer.json", a.out / "tokenizer.json")
    print(*(f"{f.name} {f.stat().st_size / 1e6:.1f} MB" for f in sorted(a.out.iterdir())))


if __name__ == "__main__":
    main()
