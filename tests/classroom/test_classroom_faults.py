"""Something is killed in mid-lab, a disk is full, a lab is open twice: passes stay, and it is said."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
import requests
from classroom_hub import learner, needs_a_hub

from lablib.classroom.isolation import no_isolation
from lablib.teaching.checks.progress import load
from lablib.teaching.course import labs, repo_root

pytestmark = pytest.mark.nightly

LAB = "02_silent_batch_loss.ipynb"
IDS = [each.id for lab in labs() if lab.number == "02" for each in lab.exercises]
PASS = """
from lablib.teaching.checks import progress
from lablib.teaching.checks.verdict import Outcome
progress.record_attempt({id_!r}, Outcome.PASSED, "02.pass")
"""
WITHIN_S = 120.0


def until(what, *broken):
    """Wait for something that comes by itself; `broken` are the errors until then."""
    deadline = time.monotonic() + WITHIN_S
    while time.monotonic() < deadline:
        with suppress(*broken):
            if found := what():
                return found
        time.sleep(0.2)
    pytest.fail(f"{what.__name__} doesn't come within {WITHIN_S:.0f} s")


class Classroom:
    """`lablib classroom`, as an instructor runs it."""

    def __init__(self, folder: Path) -> None:
        from lablib.classroom.rehearsal import free_ports
        from lablib.classroom.room_settings import RoomSettings

        self.room = RoomSettings(port=free_ports(), kept=folder)
        self._log = (folder.parent / "classroom.log").open("w+")
        arguments = ["classroom", "--users", "6", "--port", str(self.room.port), "--kept", str(folder)]
        command = [sys.executable, "-c", "from lablib.cli.app import app; app()", *arguments]
        self._process = subprocess.Popen(command, stdout=self._log, stderr=self._log, cwd=repo_root())
        self.first_hub = until(self._ready)

    def _ready(self):
        with suppress(requests.RequestException):
            if requests.get(f"{self.room.bind_url}/hub/login", timeout=5).ok and all(
                each.exists() for each in self.room.sockets
            ):
                return self.pid("-m jupyterhub")
        return None

    def pid(self, words: str) -> int | None:
        """A process of this classroom whose command has these words."""
        for each in psutil.process_iter(["cmdline", "environ"]):
            command = " ".join(each.info["cmdline"] or [])
            mine = str(self.room.kept) in str(each.info["environ"]) or str(self.room.port) in command
            if words in command and mine:
                return each.pid
        return None

    def said(self) -> str:
        """What stands in the instructor's terminal."""
        self._log.seek(0)
        return self._log.read()

    def progress(self, name: str):
        """A learner's, from the file."""
        return load(self.room.kept / "learners" / name / "course" / "progress.json").exercises

    def end(self) -> None:
        """As Ctrl-C."""
        self._process.terminate()
        self._process.wait(60)
        self._log.close()


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    needs_a_hub()
    running = Classroom(tmp_path_factory.mktemp("classroom") / "kept")
    yield running
    running.end()
    left = ("lablib.cli.seat", "lablib.cli.warm_seats", "configurable-http-proxy --ip")
    assert [words for words in left if running.pid(words)] == []


def passed(classroom, name):
    return {id_ for id_, each in classroom.progress(name).items() if each.passed}


def test_it_says_loudly_that_there_is_no_isolation(classroom):
    assert no_isolation(is_root=os.geteuid() == 0) in classroom.said()


def test_a_kernel_is_killed_and_the_next_cell_runs_in_a_new_one(classroom):
    from lablib.classroom.learner import LearnerError

    ada = learner(classroom.room, "ada")
    ada.open(LAB)
    ada.run(PASS.format(id_=IDS[0]))
    with pytest.raises(LearnerError, match="it has died and is started again"):
        ada.run("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    ada.connect()
    ada.run(PASS.format(id_=IDS[1]))
    assert passed(classroom, "ada") == set(IDS[:2])


def test_a_server_is_killed_and_the_learner_starts_it_again(classroom):
    from lablib.classroom.learner import LearnerError

    bob = learner(classroom.room, "bob")
    bob.open(LAB)
    bob.run(PASS.format(id_=IDS[0]))
    notebook = bob.read(LAB)
    notebook["cells"][0]["source"] = "mine"
    bob.save(LAB, notebook)
    [seat] = [p for p in psutil.process_iter(["environ", "cmdline"]) if _is_seat(p, classroom, "bob")]
    os.kill(seat.pid, signal.SIGKILL)

    def says_it_is_gone():  # a cell may still come back before the server has followed its seat
        try:
            bob.run("print('anybody?')")
        except LearnerError as error:
            return str(error)
        return ""

    assert "the kernel is gone" in until(says_it_is_gone)
    until(lambda: "not running" in bob.page("/user/bob/lab"), requests.RequestException)
    bob.start_server()
    assert bob.read(LAB)["cells"][0]["source"] == "mine"
    bob.open(LAB)
    assert bob.run("print('here')").text == "here\n"
    assert passed(classroom, "bob") == {IDS[0]}


def _is_seat(process, classroom, name):
    is_one = "lablib.cli.seat" in " ".join(process.info["cmdline"] or [])
    return is_one and f"{classroom.room.kept}/learners/{name}" == (process.info["environ"] or {}).get("HOME")


def test_the_hub_is_killed_and_kernels_go_on_until_a_new_one_takes_over(classroom):
    from lablib.classroom.learner import LearnerError

    eve = learner(classroom.room, "eve")
    eve.open(LAB)
    eve.run("kept = 'in this kernel'")
    hub = classroom.pid("-m jupyterhub")
    os.kill(hub, signal.SIGKILL)
    assert eve.run("print(kept)").text == "in this kernel\n"
    until(lambda: (new := classroom.pid("-m jupyterhub")) and new != hub)
    assert "A new hub takes over" in classroom.said()
    until(lambda: learner(classroom.room, "eve"), requests.RequestException, LearnerError)
    eve.connect()
    assert eve.run("print(kept)").text == "in this kernel\n"
    eve.run(PASS.format(id_=IDS[0]))
    assert passed(classroom, "eve") == {IDS[0]}


def test_the_proxy_is_killed_and_comes_again(classroom):
    from lablib.classroom.learner import LearnerError

    ada = learner(classroom.room, "ada")
    ada.open(LAB)
    ada.run("kept = 'in this kernel'")
    os.kill(classroom.pid("configurable-http-proxy --ip"), signal.SIGKILL)
    with pytest.raises(LearnerError, match="the kernel is gone"):
        ada.run("print('anybody?')")
    until(lambda: ada.connect() is None, LearnerError)
    assert ada.run("print(kept)").text == "in this kernel\n"


def test_a_lab_that_is_open_twice_loses_nothing_of_either(classroom):
    tabs = [learner(classroom.room, "two") for _ in range(2)]
    for tab, path in zip(tabs, (LAB, "01_storage_first.ipynb"), strict=True):
        tab.open(path)
    for tab, id_ in zip(tabs, IDS, strict=False):
        tab.run(PASS.format(id_=id_))
    assert passed(classroom, "two") == set(IDS[:2])


def test_one_lab_in_two_tabs_is_one_kernel_that_runs_the_cells_of_both_in_turn(classroom):
    tabs = [learner(classroom.room, "twin") for _ in range(2)]
    for tab in tabs:
        tab.open(LAB)
    tabs[0].run("kept = 'from the first tab'")
    assert tabs[1].run("print(kept)").text == "from the first tab\n"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="a small disk is mounted by root")
def test_a_full_disk_is_said_and_what_is_on_it_stays(classroom):
    from lablib.classroom.learner import LearnerError

    home = classroom.room.kept / "learners" / "full"
    home.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(home)], check=True)
    try:
        full = learner(classroom.room, "full")
        full.open(LAB)
        full.run(PASS.format(id_=IDS[0]))
        before = full.read(LAB)
        with pytest.raises(OSError, match="No space left"):
            (home / "filler").write_bytes(b"x" * 30 * 2**20)
        assert "couldn't save your progress" in " ".join(full.run(PASS.format(id_=IDS[1])).text.split())
        changed = before | {"metadata": before["metadata"] | {"large": "x" * 2**20}}
        with pytest.raises(LearnerError, match=r"disk is full|No space left on device"):
            full.save(LAB, changed)
        assert full.read(LAB) == before
        assert passed(classroom, "full") == {IDS[0]}
        (home / "filler").unlink()
        full.run(PASS.format(id_=IDS[1]))
        assert passed(classroom, "full") == set(IDS[:2])
        full.stop_server()
    finally:
        subprocess.run(["umount", "--lazy", str(home)], check=True)
