"""A world in a notebook: cells on virtual time in a real kernel. Whatever a learner does, it lives on."""

import contextlib
import subprocess
import sys
import time

import boto3
import pytest
from notebook_kernel import running_kernel
from stop_button import FIRST_STEPS, pressed_at, steps

import lablib
from lablib.simulator import limits
from lablib.simulator.clock import interrupts
from lablib.simulator.network import aws_environment, network
from lablib.simulator.network.aws_guard import NoWorldOpen
from lablib.simulator.network.clients import world_client


@pytest.fixture(scope="module")
def kernel():
    with running_kernel() as notebook:
        yield notebook


@pytest.fixture
def notebook(kernel):
    """A kernel that has just started lab 02 and has a stream."""
    kernel.run("import time, boto3, lablib\nfrom datetime import datetime, UTC")
    kernel.run('world = lablib.start("02")')
    kernel.run(
        "kinesis = boto3.client('kinesis')\n"
        "kinesis.create_stream(StreamName='usage', ShardCount=1)\n"
        f"time.sleep({limits.CREATE_STREAM_S})"
    )
    return kernel


PUT = "kinesis.put_record(StreamName='usage', Data=str(time.time()).encode(), PartitionKey='k')['ShardId']"
STORED = "'shardId-000000000000'"


def test_start_says_what_there_is(kernel):
    kernel.run("import lablib")
    assert kernel.run('world = lablib.start("02", seed=8)') == (
        "Lab 02. The simulator runs with seed 8. Its clock says Monday 2026-11-02 00:00:00 UTC. "
        "boto3 talks to it, and nothing leaves this machine."
    )


def test_a_day_of_sleep_returns_at_once_and_the_next_cell_is_a_day_later(notebook):
    began = time.monotonic()
    notebook.run("time.sleep(86400)")
    assert time.monotonic() - began < 30
    assert notebook.run("datetime.now(UTC).isoformat(timespec='minutes')") == "'2026-11-03T00:00+00:00'"


def test_between_cells_the_kernel_has_real_time(notebook):
    """A silent request, as front ends send for widgets and completion, is no cell."""
    notebook.run(
        "def is_real():\n    global seen\n    seen = time.sleep.__module__, time.time() - world.clock.now_s"
    )
    notebook.run("is_real()", silent=True)
    module, off_s = eval(notebook.run("seen"))
    assert module == "time"
    assert abs(off_s) > 60
    assert notebook.run("time.sleep.__module__, time.time() - world.clock.now_s") == (
        "('lablib.simulator.clock.virtual_time', 0.0)"
    )


@pytest.mark.parametrize(
    "loop",
    [
        "while True: time.sleep(1)",
        "while True: pass",
        f"while True: {PUT}",
        "def loop():\n    while True: time.sleep(1)\nworld.join(world.spawn(loop))",
        f"def loop():\n    while True: {PUT}\nworld.join(world.spawn(loop))",
    ],
    ids=["sleeping", "computing", "writing", "a joined flow that sleeps", "a joined flow that writes"],
)
def test_an_endless_cell_can_be_stopped_and_boto3_goes_on(notebook, loop):
    assert notebook.interrupt_after(0.5, loop).endswith("KeyboardInterrupt:")
    assert notebook.run(PUT) == STORED
    assert notebook.run("world.ledger.balance(world.clock.now_us)") == "0"
    assert notebook.run("before = time.time_ns(); time.sleep(5); time.time_ns() - before") == "5000000000"


def test_stop_while_a_spawned_flow_goes_on_leaves_that_flow_at_work(notebook):
    notebook.run(
        "ticks = []\n"
        "def tick():\n"
        "    while True:\n"
        "        time.sleep(1)\n"
        "        ticks.append(time.time())\n"
        "flow = world.spawn(tick)"
    )
    notebook.interrupt_after(0.5, "while True: pass")
    assert notebook.run("time.sleep(10); len(ticks)") == "10"


def test_a_cell_that_raises_leaves_the_world_usable(notebook):
    assert notebook.run("time.sleep(5); 1 / 0") == "ZeroDivisionError: division by zero"
    assert notebook.run("time.sleep.__module__") == "'lablib.simulator.clock.virtual_time'"
    assert notebook.run(PUT) == STORED


def test_a_cell_that_is_no_python_leaves_the_world_usable(notebook):
    assert notebook.run("def (").startswith("SyntaxError")
    assert notebook.run(PUT) == STORED


def test_the_error_of_a_flow_that_nobody_joined_is_shown_under_the_cell(notebook):
    told = notebook.run(
        "def broken():\n    time.sleep(1)\n    raise ValueError('in the flow')\n"
        "flow = world.spawn(broken, name='gateway 7')\ntime.sleep(2)"
    )
    assert "The flow 'gateway 7', which was spawned and never joined, failed:" in told
    assert "ValueError: in the flow" in told
    assert notebook.run(PUT) == STORED


def test_start_again_is_a_fresh_world(notebook):
    notebook.run(PUT)
    notebook.run('first = world; world = lablib.start("02")')
    assert notebook.run("first.is_open, world.is_open, world.totals()['offered']") == "(False, True, 0)"
    assert notebook.run("datetime.now(UTC).isoformat(timespec='seconds')") == "'2026-11-02T00:00:00+00:00'"
    assert notebook.run("kinesis.list_streams()['StreamNames']") == "[]"


def test_a_sleep_taken_from_time_in_an_earlier_run_of_the_cell_is_virtual(notebook):
    """Otherwise this cell, run twice as learners do, sleeps for a real day."""
    cell = 'from time import sleep\nworld = lablib.start("02")'
    notebook.run(cell)
    notebook.run(cell)
    assert notebook.run("sleep(86400); world.elapsed_s") == "86400.0"


def test_a_nested_world_in_a_cell_ends_with_its_block(notebook):
    before = notebook.run("world.elapsed_s")
    assert notebook.run("with lablib.World(3) as inner: time.sleep(7)\ninner.elapsed_s") == "7.0"
    assert notebook.run("world.elapsed_s, time.time() == world.clock.now_s") == f"({before}, True)"


def test_a_program_started_in_a_cell_takes_no_virtual_time(notebook):
    before = notebook.run("world.elapsed_s")
    assert notebook.run("!echo hello").endswith("hello")
    assert notebook.run("world.elapsed_s") == before


def test_start_in_a_flow_is_refused_and_the_world_goes_on(notebook):
    told = notebook.run('world.spawn(lablib.start, "02").join()')
    assert told.startswith("ClockError: only the main flow can close its world")
    assert notebook.run(PUT) == STORED


def test_a_notebook_s_world_that_ended_with_one_around_it_leaves_time_real(notebook):
    notebook.run('lablib.stop()\nwith lablib.World(): inner = lablib.start("02")')
    assert notebook.run("inner.is_open, time.sleep.__module__") == "(False, 'time')"
    assert notebook.run('world = lablib.start("02"); time.sleep(5); world.elapsed_s').endswith("5.0")


KERNEL_S = "import threading; sorted(each.name for each in threading.enumerate())"


def test_threads_of_cells_run_on_virtual_time_and_the_kernel_s_own_stay_real(notebook):
    before = notebook.run(KERNEL_S)
    notebook.run(
        "from concurrent.futures import ThreadPoolExecutor\n"
        "def puts(number):\n"
        "    kinesis.put_record(StreamName='usage', Data=str(number), PartitionKey='k')\n"
        "    print('put', number, flush=True)\n"
        "    time.sleep(60)\n"
        "    return number\n"
        "began = time.time()"
    )
    told = notebook.run("with ThreadPoolExecutor(2) as pool: done = list(pool.map(puts, range(4)))\ndone")
    assert told.split("\n") == ["put 0", "put 1", "put 2", "put 3", "[0, 1, 2, 3]"]
    assert notebook.run("120 < time.time() - began < 121") == "True"
    notebook.run("ended = threading.Event(); thread = threading.Timer(3600, ended.set); thread.start()")
    assert notebook.run("ended.is_set(), thread.is_alive()") == "(False, True)"
    assert notebook.run("thread.join(); ended.is_set(), time.time() - began > 3600") == "(True, True)"
    assert notebook.interrupt_after(0.5, "threading.Event().wait(1e9)\nwhile True: pass").endswith(
        "KeyboardInterrupt:"
    )
    notebook.run("lablib.stop()")
    assert notebook.run(KERNEL_S) == before
    assert (
        notebook.run("threading.Lock.__module__, threading.get_ident.__module__") == "('_thread', '_thread')"
    )


def test_a_handler_that_never_sleeps_is_stopped_by_one_press_and_told_as_such(notebook):
    notebook.run(
        "def bill(event, context):\n"
        "    while event == 'loop': pass\n"
        "    print('to the log')\n"
        "    return 'billed'\n"
        "function = world.deploy(bill)\n"
        "lambda_ = boto3.client('lambda')\n"
        "def invoke(payload): return lambda_.invoke(FunctionName='bill', Payload=payload)['Payload'].read()"
    )
    told = notebook.interrupt_after(0.5, "invoke('\"loop\"')")
    assert told.startswith("KeyboardInterrupt: the handler of 'bill' was at work.")
    assert notebook.run("invoke('1')") == repr(b'"billed"')
    assert notebook.run("print('to the cell', world.logs('bill')[-1].lines[1])") == "to the cell to the log"
    assert notebook.run("world.deploy(bill)") == "<function 'bill': 3 s, 128 MB>"


def test_a_kernel_s_streams_are_its_own_again_after_the_world(notebook):
    notebook.run("world.deploy(print, name='p'); boto3.client('lambda').invoke(FunctionName='p')")
    in_between = notebook.run("import sys; print(type(sys.stdout).__name__)")
    notebook.run("lablib.stop()")
    afterwards = notebook.run("print(type(sys.stdout).__name__, type(sys.stderr).__name__)")
    assert (in_between, afterwards) == ("Router", "OutStream OutStream")


def test_what_a_cell_awaits_takes_virtual_time_and_the_kernel_s_loop_lives_on(notebook):
    notebook.run(
        "import asyncio; began = time.time()\nasync def after(s, what): await asyncio.sleep(s); return what"
    )
    assert notebook.run("await after(3600, 'done')") == "'done'"
    assert notebook.run("asyncio.run(after(3600, 'run'))") == "'run'"
    assert notebook.run("world.join(world.spawn(lambda: asyncio.run(after(3600, 'flow'))))") == "['flow']"
    notebook.run("task = asyncio.create_task(after(60, 'task'))")
    assert notebook.run("await task, time.time() - began") == "('task', 10860.0)"
    assert notebook.interrupt_after(0.5, "while True: await asyncio.sleep(1)").endswith("KeyboardInterrupt:")
    assert notebook.interrupt_after(0.5, "await after(1e6, 0)\nwhile True: pass").endswith(
        "KeyboardInterrupt:"
    )
    assert notebook.run("await after(1, 'goes on')") == "'goes on'"
    assert notebook.run("lablib.stop(); type(get_ipython().loop_runner).__name__") == "'_AsyncIORunner'"
    assert (
        notebook.run("before = time.time(); await asyncio.sleep(0.05); 0.04 < time.time() - before < 5")
        == "True"
    )


def test_a_cell_that_stops_the_world_while_it_awaits_goes_on_in_real_time(notebook):
    notebook.run("import asyncio")
    assert (
        notebook.run("await asyncio.sleep(5); lablib.stop(); await asyncio.sleep(0.01); 'real'") == "'real'"
    )
    assert notebook.run("await asyncio.sleep(0.01); 'still'") == "'still'"


def test_stop_gives_everything_back(notebook):
    notebook.run("lablib.stop()")
    assert notebook.run("time.sleep.__module__, boto3.DEFAULT_SESSION is None") == "('time', True)"
    assert notebook.run("lablib.stop()") == ""


# --- plain Python --------------------------------------------------------------------------------------


@pytest.fixture
def closed_afterwards():
    yield
    lablib.stop()


@pytest.mark.usefixtures("closed_afterwards")
def test_in_plain_python_time_is_virtual_until_stop(capsys):
    world = lablib.start("02")
    time.sleep(86_400)
    assert world.elapsed_s == 86_400
    assert boto3.client("kinesis").list_streams()["StreamNames"] == []
    lablib.stop()
    assert not world.is_open
    assert capsys.readouterr().out.startswith("Lab 02. The simulator runs with seed 7. Its clock says Monday")


@pytest.mark.usefixtures("closed_afterwards")
def test_what_a_flow_fails_with_when_a_world_is_closed_is_told(capsys):
    world = lablib.start("02")

    def broken():
        try:
            time.sleep(3_600)
        finally:
            raise ValueError("too late")

    world.spawn(broken)
    time.sleep(1)
    lablib.start("02")
    assert "The flow 'broken', which was spawned and never joined, failed:" in capsys.readouterr().out


# --- interrupted half-way ------------------------------------------------------------------------------


@pytest.fixture
def quick_sessions(monkeypatch):
    """A session of botocore takes most of a start, and it is all botocore's own code."""
    monkeypatch.setattr(aws_environment, "fresh_session", lambda: None)


@pytest.mark.usefixtures("closed_afterwards", "quick_sessions")
@pytest.mark.parametrize("first", FIRST_STEPS)
def test_whenever_start_is_interrupted_there_is_a_whole_world_or_none_and_a_second_run_works(first):
    lablib.start("02")
    lablib.stop()
    for step in steps(first):
        with contextlib.suppress(KeyboardInterrupt), pressed_at(step) as press:
            lablib.start("02")
        if network.current() is None:
            with pytest.raises(NoWorldOpen):
                world_client("kinesis")
        else:
            with contextlib.suppress(KeyboardInterrupt):  # one that waited for the clock's next step
                boto3.client("kinesis").list_streams()
        world = lablib.start("02")
        assert (world.is_open, network.current()) == (True, world.network)
        lablib.stop()
        assert (network.current(), time.sleep.__module__) == (None, "time")
        if not press.came:
            break
    assert step > 100


@pytest.mark.usefixtures("closed_afterwards", "quick_sessions")
@pytest.mark.parametrize("first", FIRST_STEPS)
def test_whenever_stop_is_interrupted_the_next_one_finishes_it(first):
    for step in steps(first):
        lablib.start("02")
        with contextlib.suppress(KeyboardInterrupt), pressed_at(step) as press:
            lablib.stop()
        lablib.stop()
        assert (network.current(), time.sleep.__module__) == (None, "time")
        if not press.came:
            break
    assert step > 50


def test_the_notebook_s_own_code_waits_with_an_interrupt_as_the_engine_does():
    assert "lablib.teaching.notebook_world" in interrupts.ENGINE


# --- what somebody has replaced ------------------------------------------------------------------------


@pytest.mark.usefixtures("closed_afterwards")
def test_start_puts_back_what_was_replaced_in_this_kernel_and_says_so(capsys, monkeypatch):
    lablib.start("02")
    before = boto3.client, time.time
    monkeypatch.setattr(boto3, "client", lambda *_: None)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    capsys.readouterr()
    lablib.start("02")
    assert capsys.readouterr().out.splitlines()[:-1] == [
        "boto3.client had been replaced in this kernel. The lab has put the original back.",
        "time.time had been replaced in this kernel. The lab has put the original back.",
    ]
    assert (boto3.client, time.time) == before
    lablib.start("02")
    assert len(capsys.readouterr().out.splitlines()) == 1


REPLACED_BEFORE = """
import boto3, time
boto3.client = lambda *_: None
time.time = lambda: 0.0
import lablib
try:
    lablib.start("02")
except Exception as error:
    print(f"{type(error).__name__}: {error}")
"""


def test_what_was_replaced_before_lablib_came_is_said_and_the_kernel_lives_on():
    """time-machine would write into whatever stands at `time.time`, in C, and end the process."""
    done = subprocess.run(
        [sys.executable, "-c", REPLACED_BEFORE], capture_output=True, text=True, timeout=60, check=False
    )
    lines = done.stdout.splitlines()
    assert lines[:2] == [
        "boto3.client had been replaced before the lab started. Remedy: restart the kernel.",
        "time.time had been replaced before the lab started. Remedy: restart the kernel.",
    ]
    assert lines[2].startswith("ClockError: time.time isn't Python's own: something in this process has")
    assert lines[2].endswith("Remedy: restart the kernel, or put Python's own back.")
    assert done.returncode == 0, done.stderr
