"""An import that nobody can cut in two."""

import importlib
import sys

import pytest

import lablib
from lablib.simulator.clock import whole_imports

PART = """
import signal
signal.raise_signal(signal.SIGINT)
loaded = "whole"
"""
WHOLE = """
from lablib import made_up_part
complete = made_up_part.loaded
"""


@pytest.fixture
def made_up_modules(monkeypatch, tmp_path):
    """Two modules of lablib: `made_up` imports `made_up_part`, and Ctrl-C comes while that is at work."""
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.setattr(lablib, "__path__", [*lablib.__path__, str(tmp_path)])
    (tmp_path / "made_up.py").write_text(WHOLE)
    (tmp_path / "made_up_part.py").write_text(PART)
    yield
    for name in ("made_up", "made_up_part"):
        sys.modules.pop(f"lablib.{name}", None)
        vars(lablib).pop(name, None)


@pytest.mark.usefixtures("made_up_modules")
def test_what_an_interrupted_import_of_lablib_imports_is_complete_and_the_next_try_works():
    whole_imports.install()
    with pytest.raises(KeyboardInterrupt):
        importlib.import_module("lablib.made_up")
    assert sys.modules["lablib.made_up_part"].loaded == "whole"
    assert importlib.import_module("lablib.made_up").complete == "whole"


@pytest.mark.usefixtures("made_up_modules")
def test_without_it_the_import_is_cut_off():
    with pytest.raises(KeyboardInterrupt):
        importlib.import_module("lablib.made_up")
    assert "lablib.made_up_part" not in sys.modules


def test_installed_twice_it_is_there_once(monkeypatch):
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    before = len(sys.meta_path)
    whole_imports.install()
    whole_imports.install()
    assert len(sys.meta_path) == before + 1
