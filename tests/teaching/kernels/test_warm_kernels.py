"""A kernel that is forked from a warm process is like any other, and needs neither it nor the others."""

from __future__ import annotations

import logging
import os
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from notebook_kernel import running_kernel

from lablib.teaching.kernels import forked_kernel
from lablib.teaching.kernels.forked_kernel import template_pids
from lablib.teaching.kernels.template import Request
from lablib.teaching.kernels.with_parent import PARENT

LOST = "the warm process that kernels are forked from is gone"


@pytest.fixture
def few_libraries(monkeypatch):
    """Templates of the test's own, which begin sooner."""
    monkeypatch.setattr(forked_kernel, "LIBRARIES", ("ipykernel.kernelapp",))
    monkeypatch.setattr(forked_kernel, "_templates", {})
    yield
    forked_kernel.close_templates()


def who(kernel):
    """The kernel's pid and its parent's."""
    return [int(number) for number in kernel.run("import os; print(os.getpid(), os.getppid())").split()]


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_has_its_folder_environment_and_settings_and_is_guarded_before_its_first_cell(tmp_path):
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: 7\n")
    own = {"TZ": "Asia/Kolkata", "OWN": "1", "MATPLOTLIBRC": str(tmp_path / "matplotlibrc")}
    environment = {name: value for name, value in os.environ.items() if name != "HOME"} | own
    with running_kernel(env=environment, cwd=str(tmp_path)) as kernel, running_kernel() as another:
        (one, template), (two, same) = who(kernel), who(another)
        assert one != two
        assert template == same
        assert template in template_pids()
        assert kernel.run("import boto3; boto3.client('sts', 'eu-west-1').get_caller_identity()").startswith(
            "NetworkRefused"
        )
        assert kernel.run("import sys, time; os.getcwd()") == repr(str(tmp_path))
        assert kernel.run("time.strftime('%z'), os.environ['OWN'], 'HOME' in os.environ") == (
            "('+0530', '1', False)"
        )
        assert (
            kernel.run("__name__, os.path.basename(sys.argv[0])") == "('__main__', 'ipykernel_launcher.py')"
        )
        assert kernel.run("import matplotlib; matplotlib.rcParams['lines.linewidth']") == "7.0"
        assert kernel.run("matplotlib.get_backend()") == "'module://matplotlib_inline.backend_inline'"
        drawn = "import random, numpy; random.random(), numpy.random.random()"
        assert kernel.run(drawn) != another.run(drawn)
        assert "KeyboardInterrupt" in kernel.interrupt_after(0.5, "while True: time.sleep(0.01)")


@pytest.mark.nightly
def test_another_hash_seed_is_another_template(few_libraries):
    """It can't be changed after a process has started."""
    with ExitStack() as stack:
        seeds = {"1": None, "2": None}
        for seed in seeds:
            environment = os.environ | {"PYTHONHASHSEED": seed}
            kernel = stack.enter_context(running_kernel(env=environment))
            seeds[seed] = kernel.run("hash('a')")
        assert len(template_pids()) == len(set(seeds.values())) == 2


def test_one_that_is_killed_leaves_the_others_and_its_signal_is_told():
    with running_kernel() as killed, running_kernel() as other:
        os.kill(who(killed)[0], signal.SIGKILL)
        assert killed.manager.provisioner.process.wait(timeout=10) == -signal.SIGKILL
        assert not killed.manager.is_alive()
        assert other.manager.is_alive()
        assert other.run("1 + 1") == "2"


def test_one_that_is_asked_to_end_does_what_waits_for_the_end_and_loses_nothing_written(tmp_path):
    leave = """
import atexit, sys, threading, time
from pathlib import Path
from tempfile import TemporaryDirectory
sys.folder = TemporaryDirectory(dir=".")
sys.kept = open("kept", "w")
sys.kept.write("a file that nobody closes")
atexit.register(Path("said").write_text, "goodbye")
threading.Thread(target=lambda: (time.sleep(0.2), Path("done").write_text("work"))).start()
"""
    with running_kernel(cwd=str(tmp_path)) as kernel:
        assert kernel.run(leave) == ""
        process = kernel.manager.provisioner.process
        kernel.manager.shutdown_kernel()
    assert process.wait(timeout=0) == 0
    texts = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert texts == {"kept": "a file that nobody closes", "said": "goodbye", "done": "work"}


@pytest.mark.nightly
def test_kernels_outlive_their_template_the_next_starts_as_ever_and_says_so(few_libraries, caplog):
    with running_kernel() as kernel:
        pid, template = who(kernel)
        os.kill(template, signal.SIGKILL)
        with caplog.at_level(logging.WARNING), running_kernel() as ordinary:
            assert who(ordinary)[1] == os.getpid()
        assert LOST in caplog.text
        assert kernel.manager.is_alive()
        assert kernel.run("1 + 1") == "2"
        with running_kernel() as next_one:
            assert template_pids() == [who(next_one)[1]] != [template]
    assert not is_running(pid)


@pytest.mark.parametrize("libraries", [("lablib.no_such_room",)])
def test_a_template_that_cannot_begin_says_why(few_libraries, libraries, monkeypatch, caplog):
    monkeypatch.setattr(forked_kernel, "LIBRARIES", libraries)
    with caplog.at_level(logging.WARNING), running_kernel() as ordinary:
        assert ordinary.run("1 + 1") == "2"
    assert LOST in caplog.text
    assert "ModuleNotFoundError: No module named 'lablib.no_such_room'" in caplog.text


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process of its parent's end")
@pytest.mark.parametrize(("ended", "code"), [(True, 1), (False, 0)])
def test_a_service_whose_hub_ended_while_it_imported_ends_too(ended, code):
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    parent = gone.pid if ended else os.getpid()
    starts = "from lablib.teaching.kernels.with_parent import end_with_parent; end_with_parent()"
    environment = os.environ | {PARENT: str(parent)}
    assert subprocess.run([sys.executable, "-c", starts], env=environment, check=False).returncode == code


ROOM = """
import sys
from lablib.teaching.kernels import room_template, template
room_template.LIBRARIES = ("json",)
template._be_a_kernel = lambda request: exec(request.arguments[0])
room_template.main(sys.argv[1], 0)
"""

IMPATIENT = "import sys; from lablib.teaching.kernels import template; template.MOST_WAIT_S = 0.5"


@pytest.fixture
def room(tmp_path, request):
    """The address of a room's template whose kernels only run their first argument, and its process."""
    address = tmp_path / "kernels"
    command = [sys.executable, "-c", getattr(request, "param", ROOM), str(address)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        wait_until(address.exists)
        yield str(address), process
        process.kill()


def wait_until(reached):
    until_s = time.monotonic() + 30
    while not reached():
        assert time.monotonic() < until_s
        time.sleep(0.02)


def connected(address):
    one = socket.socket(socket.AF_UNIX)
    one.settimeout(30)
    wait_until(lambda: one.connect_ex(address) == 0)  # it exists a moment before anybody listens
    return one


def answered(address, length, sent):
    """What the template says to these bytes: the pid of a fork, and its return code."""
    with Path(os.devnull).open("r+b") as nothing, connected(address) as one:
        socket.send_fds(one, [length.to_bytes(8)], [nothing.fileno()] * 4)
        one.sendall(sent)
        one.shutdown(socket.SHUT_WR)
        return [int(line) for line in one.makefile("rb")]


@pytest.mark.parametrize(
    ("length", "sent"),
    [(2, b"[]"), (1, b"7"), (2, b"{}"), (2**64 - 1, b""), (10**5, b"[" * 10**5), (4, b"oops"), (9, b"[")],
)
def test_what_is_no_request_ends_no_template_and_takes_no_file_of_it(room, length, sent):
    address, template = room
    answered(address, length, sent)
    files = set(Path(f"/proc/{template.pid}/fd").iterdir())
    pid, code = answered(address, length, sent)
    assert code == 1
    assert not is_running(pid)
    wait_until(lambda: set(Path(f"/proc/{template.pid}/fd").iterdir()) <= files)
    assert template.poll() is None


def test_whoever_connects_and_says_nothing_holds_nobody_up(room):
    address, _ = room
    with connected(address) as silent, connected(address) as next_one:
        next_one.shutdown(socket.SHUT_WR)
        assert len(next_one.makefile("rb").readlines()) == 2
        silent.settimeout(0.0)
        assert int(silent.recv(20))  # a pid, and no return code yet


@pytest.mark.parametrize("room", [ROOM.replace("import sys", IMPATIENT)], indirect=True)
def test_whoever_sends_byte_after_byte_holds_no_file_of_it_for_ever(room):
    address, _ = room
    with Path(os.devnull).open("r+b") as nothing, connected(address) as one:
        socket.send_fds(one, [(1_000).to_bytes(8)], [nothing.fileno()] * 4)
        said, until_s = b"", time.monotonic() + 30
        while said.count(b"\n") < 2:
            assert time.monotonic() < until_s
            said += one.recv(100, socket.MSG_DONTWAIT) if select.select([one], [], [], 0.1)[0] else b""
            with suppress(BrokenPipeError):
                one.send(b"[")
    assert int(said.split()[1]) == -signal.SIGALRM


WRITES_EVERYWHERE = """
import os
for file in map(int, os.listdir("/proc/self/fd")):
    try:
        os.write(file, b"x")
    except OSError:
        pass
"""


def test_no_kernel_ends_the_template_by_writing_to_what_it_has_inherited(room):
    address, template = room
    with Path(os.devnull).open("r+b") as nothing:
        connected(address).close()
        streams = [nothing.fileno()] * 3
        kernel = forked_kernel.fork_at(address, Request([WRITES_EVERYWHERE], {}, "/"), streams)
        kernel.wait(timeout=30)
    assert answered(address, 1, b"7")[1] == 1
    assert template.poll() is None


STARTER = """
import time
from jupyter_client.manager import KernelManager
from lablib.teaching.kernels import forked_kernel
from lablib.teaching.kernels.provisioner import use_warm_kernels
forked_kernel.LIBRARIES = ("ipykernel.kernelapp",)
use_warm_kernels()
manager = KernelManager(kernel_name="python3")
manager.start_kernel()
print(manager.provisioner.pid, *forked_kernel.template_pids(), flush=True)
time.sleep(600)
"""


def test_kernels_and_templates_end_with_who_started_them_also_if_that_is_killed():
    with subprocess.Popen([sys.executable, "-c", STARTER], stdout=subprocess.PIPE, text=True) as starter:
        pids = [int(number) for number in starter.stdout.readline().split()]
        starter.kill()
    until_s = time.monotonic() + 30
    while any(map(is_running, pids)) and time.monotonic() < until_s:
        time.sleep(0.05)
    assert len(pids) == 2
    assert not any(map(is_running, pids))
