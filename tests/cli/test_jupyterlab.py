"""What `lablib start` sets for JupyterLab before it opens."""

import os
import sys
from pathlib import Path

from lablib.cli.jupyterlab import lablib_first


def test_a_terminal_in_jupyterlab_finds_this_lablib_first(monkeypatch):
    own = str(Path(sys.executable).parent)
    monkeypatch.setenv("PATH", "/usr/bin")
    lablib_first()
    lablib_first()
    assert os.environ["PATH"].split(os.pathsep) == [own, "/usr/bin"]
