"""Exported weights come back as they were, but for what 8 bits cost."""

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs torch: make .venv/.train")
pytest.importorskip("onnx", reason="training needs onnx: make .venv/.train")

import torch

from training.export import write
from training.network import Network
from training.shipped import state_of

SIZES = {"hidden": 32, "heads": 4, "inner": 64, "positions": 40}


@pytest.mark.parametrize("whole", [False, True])
def test_weights_come_back(tmp_path: Path, whole: bool) -> None:
    torch.manual_seed(1)
    network = Network(SIZES, 50)
    for weights in network.parameters():  # equal ones would be written once
        torch.nn.init.normal_(weights, std=0.1)
    with torch.no_grad():
        network.arcs.pair.weight[-1] = 0  # the filler, which isn't exported
    write(network, tmp_path, whole=whole)
    found = state_of(tmp_path / "network.onnx", network)
    for name, value in network.state_dict().items():
        assert torch.allclose(found[name], value, atol=1e-6 if whole else 0.02), name


def test_a_part_of_the_weights_is_refused(tmp_path: Path) -> None:
    network = Network(SIZES, 50)
    write(network, tmp_path, whole=True)
    with pytest.raises(ValueError, match="weights without a name"):
        state_of(tmp_path / "network.onnx", Network(SIZES, 50, layers=13))
