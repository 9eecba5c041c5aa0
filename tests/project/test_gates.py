"""The gates of make test and make check and the seconds that each may take agree, and are held."""

from __future__ import annotations

import importlib.util
import itertools
import os
import re
import signal
import subprocess
import sys
import time
import tomllib
from collections import Counter

import pytest

from lablib.teaching.course import repo_root

ROOT = repo_root()
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
SHARES = tomllib.loads((ROOT / ".ci/budget.toml").read_text("utf-8"))


@pytest.fixture
def gates():
    """The script that runs them side by side and holds them to their seconds."""
    spec = importlib.util.spec_from_file_location("gates", ROOT / ".ci/gates.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_gate_has_its_share_of_six_minutes_and_of_one_on_two_cores(gates):
    made = MAKEFILE.partition("# The gates, each")[2].partition("nightly:")[0]
    assert (
        set(re.findall(r"^([a-z]+):", made, re.MULTILINE)) == SHARES["test"].keys() | SHARES["check"].keys()
    )
    for table, seconds in gates.MOST_S.items():
        assert sum(SHARES[table].values()) <= gates.CORES * seconds
        assert max(SHARES[table].values()) <= seconds


def test_every_folder_of_tests_belongs_to_one_gate():
    folders = dict(re.findall(r"^([A-Z]+) := (tests/\S+)$", MAKEFILE, re.MULTILINE))
    assert all((ROOT / folder).is_dir() for folder in folders.values())
    spared = re.search(r"^rest:.*?addprefix --ignore=,(.*?)\)$", MAKEFILE, re.MULTILINE | re.DOTALL)[1]
    assert set(re.findall(r"\$\((\w+)\)", spared)) == set(folders)


MAKE = "import sys; print('made', *sys.argv[1:]); sys.exit(sys.argv[1] == 'broken')"


@pytest.mark.parametrize(
    ("seconds", "hold", "code", "told"),
    [
        ("quick = 1000", True, 0, ["quick holds"]),
        ("slow = 0\nquick = 1000", True, 1, ["slow takes too long", "quick holds"]),
        ("slow = 0\nquick = 1000", False, 0, ["slow takes too long", "quick holds"]),
        ("broken = 1000\nquick = 1000", False, 1, ["broken fails", "quick holds"]),
        ("broken = 0\nquick = 1000\nlong = 2000", True, 1, ["broken fails", "quick holds", "long holds"]),
    ],
)
def test_a_gate_that_fails_or_outgrows_its_share_is_named_and_the_others_run(
    gates, monkeypatch, tmp_path, capfd, seconds, hold, code, told
):
    (tmp_path / "budget.toml").write_text(f"[test]\n{seconds}\n")
    monkeypatch.setattr(gates, "SHARES", tmp_path / "budget.toml")
    assert gates.main([*["--hold"] * hold, "test", sys.executable, "-c", MAKE]) == code
    printed = capfd.readouterr().out
    table = printed.partition(" at a time: ")[2].splitlines()[1:]
    assert [re.sub(r" +[\d.]+ s of +\d+ s +", " ", line) for line in table] == told
    assert {f"made {gate} WORKERS=0" for gate, _, _ in (line.partition(" ") for line in told)} <= set(
        printed.splitlines()
    )


def test_a_run_whose_gates_hold_and_that_took_too_long_on_the_wall_does_not_hold(
    gates, monkeypatch, tmp_path
):
    (tmp_path / "budget.toml").write_text("[test]\nquick = 1000\n")
    monkeypatch.setattr(gates, "SHARES", tmp_path / "budget.toml")
    monkeypatch.setattr(gates.time, "monotonic", itertools.count(0, 400).__next__)
    make = [sys.executable, "-c", MAKE]
    assert gates.main(["test", *make]) == 0
    assert gates.main(["--hold", "test", *make]) == 1


def test_ctrl_c_ends_all_gates_and_is_told_in_one_line(gates, tmp_path):
    make = ["sh", "-c", f"touch {tmp_path}/$0; exec sleep 60"]
    command = [sys.executable, str(ROOT / ".ci/gates.py"), "check", *make]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as run:
        while len(list(tmp_path.iterdir())) < gates.AT_ONCE:
            time.sleep(0.02)
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does
        said = run.communicate()[0].decode().splitlines()
    assert (run.returncode, said[gates.AT_ONCE :]) == (130, ["==> stopped before the end"])
    assert len(list(tmp_path.iterdir())) == gates.AT_ONCE


def test_no_two_files_of_tests_have_the_same_name():
    """Make nightly has the tests of all gates in one run, which two files of one name would end."""
    names = Counter(file.name for file in (ROOT / "tests").rglob("*.py") if file.name != "conftest.py")
    assert {name for name, files in names.items() if files > 1} == set()
