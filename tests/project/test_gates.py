"""The gates of make test and the seconds that each may take agree with one another, and are held."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib

import pytest

from lablib.teaching.course import repo_root

ROOT = repo_root()
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
SECONDS = tomllib.loads((ROOT / ".ci/budget.toml").read_text("utf-8"))["seconds"]
SIX_MINUTES_S = 360


@pytest.fixture
def budget():
    """The script that holds the gates to their seconds."""
    spec = importlib.util.spec_from_file_location("budget", ROOT / ".ci/budget.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_gate_of_make_test_has_its_share_of_six_minutes():
    gates = re.search(r"^test: (.*)$", MAKEFILE, re.MULTILINE)[1].split()
    assert list(SECONDS) == gates
    assert sum(SECONDS.values()) <= SIX_MINUTES_S


def test_every_folder_of_tests_belongs_to_one_gate():
    folders = dict(re.findall(r"^([A-Z]+) := (tests/\S+)$", MAKEFILE, re.MULTILINE))
    assert all((ROOT / folder).is_dir() for folder in folders.values())
    spared = re.search(r"^rest:.*?addprefix --ignore=,(.*?)\)$", MAKEFILE, re.MULTILINE | re.DOTALL)[1]
    assert set(re.findall(r"\$\((\w+)\)", spared)) == set(folders)


MAKE = "import sys; print('made', sys.argv[1]); sys.exit(sys.argv[1] == 'broken')"


@pytest.mark.parametrize(
    ("seconds", "code", "told"),
    [
        ("quick = 1000", 0, ["quick holds"]),
        ("slow = 0\nquick = 1000", 1, ["slow takes too long", "quick holds"]),
        ("broken = 1000\nquick = 1000", 1, ["broken fails", "quick holds"]),
    ],
)
def test_a_gate_that_fails_or_outgrows_its_share_is_named_and_the_others_run(
    budget, monkeypatch, tmp_path, capfd, seconds, code, told
):
    (tmp_path / "budget.toml").write_text(f"[seconds]\n{seconds}\n")
    monkeypatch.setattr(budget, "SHARES", tmp_path / "budget.toml")
    assert budget.main([sys.executable, "-c", MAKE]) == code
    printed = capfd.readouterr().out
    table = printed.partition("==> ")[2].splitlines()[1:]
    assert [re.sub(r" +[\d.]+ s of +\d+ s +", " ", line) for line in table] == told
    assert printed.count("made ") == len(told)
