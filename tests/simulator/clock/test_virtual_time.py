"""What code reads as now while a world is open, and what an interrupt leaves behind."""

import asyncio
import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime

import boto3
import pytest
from botocore.exceptions import ParamValidationError

from lablib import World
from lablib.simulator import limits
from lablib.simulator.clock import interrupts, virtual_time
from lablib.simulator.clock.errors import ClockError

START_S = limits.WORLD_START_S
NAMES = ("sleep", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns")


def test_all_clocks_of_python_follow_the_world():
    with World():
        before = (time.monotonic(), time.monotonic_ns(), time.perf_counter(), time.perf_counter_ns())
        time.sleep(1.5)
        after = (time.monotonic(), time.monotonic_ns(), time.perf_counter(), time.perf_counter_ns())
        assert [b - a for a, b in zip(before, after, strict=True)] == [1.5, 1_500_000_000, 1.5, 1_500_000_000]
        assert (time.time(), time.time_ns()) == (START_S + 1.5, START_S * 10**9 + 1_500_000_000)
        assert datetime.now(UTC).isoformat() == "2026-11-02T00:00:01.500000+00:00"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot switch its time zone")
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kathmandu", None])
def test_code_that_forgets_the_time_zone_reads_utc_wherever_the_learner_is(monkeypatch, zone):
    monkeypatch.delenv("TZ", raising=False) if zone is None else monkeypatch.setenv("TZ", zone)
    time.tzset()
    before = time.tzname, os.environ.get("TZ")
    with World():
        kinesis = boto3.client("kinesis")
        kinesis.create_stream(StreamName="usage", ShardCount=1)
        stream = kinesis.describe_stream_summary(StreamName="usage")["StreamDescriptionSummary"]
        seen = [
            f"{datetime.now():%c}",  # noqa: DTZ005 - what a learner writes
            time.strftime("%c"),
            time.ctime(),
            time.asctime(),
            f"{stream['StreamCreationTimestamp']:%c}",
        ]
    assert seen == ["Mon Nov  2 00:00:00 2026"] * 5
    assert (time.tzname, os.environ.get("TZ")) == before
    monkeypatch.undo()
    time.tzset()


def test_waiting_for_another_program_takes_real_time_and_no_virtual_time():
    """`subprocess` asks again and again with `time.sleep`: virtual, it would take hours of the world."""
    with World() as world:
        subprocess.run([sys.executable, "-c", ""], timeout=60, check=True)
        program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(0.1)"])
        assert program.wait(timeout=60) == 0
        assert world.elapsed_s == 0


def test_nothing_is_left_in_the_time_module():
    real = [getattr(time, name) for name in NAMES], asyncio.BaseEventLoop.time
    with World(), World():
        assert all(getattr(time, name) is not before for name, before in zip(NAMES, real[0], strict=True))
    assert ([getattr(time, name) for name in NAMES], asyncio.BaseEventLoop.time) == real


def test_a_microsecond_is_not_lost_after_a_month():
    with World():
        time.sleep(30 * 86_400)
        time.sleep(0.000_001)
        assert datetime.now(UTC).isoformat() == "2026-12-02T00:00:00.000001+00:00"


def test_what_is_read_does_not_drift_from_the_clock():
    with World() as world:
        for number in range(10_000):
            time.sleep(0.000_001 * (7_919 * number % 100_003))
        world.time.off()
        world.time.on()
        now = datetime.now(UTC)
        assert time.time_ns() == world.clock.now_us * limits.NS_PER_US
        assert now.microsecond == world.clock.now_us % limits.US_PER_S


def test_a_name_taken_from_time_in_one_world_is_right_in_the_next():
    """`from time import sleep` in a cell that runs again: the world of the first run is closed by then."""
    with World():
        from time import monotonic as monotonic_of_a_cell
        from time import sleep as sleep_of_a_cell
    real_before = monotonic_of_a_cell()
    with World() as world:
        sleep_of_a_cell(86_400)
        assert world.elapsed_s == monotonic_of_a_cell() == 86_400
    assert 0 <= monotonic_of_a_cell() - real_before < 600


def test_the_world_around_goes_on_where_it_stood():
    with World() as outer:
        time.sleep(5)
        with World() as inner:
            time.sleep(60)
            seen = (outer.elapsed_s, inner.elapsed_s, time.time() - START_S, time.monotonic())
        assert seen == (5, 60, 60, 60)
        assert (time.time() - START_S, time.monotonic()) == (5, 5)
        time.sleep(1)
        assert (outer.elapsed_s, time.time() - START_S) == (6, 6)


def test_the_real_clock_is_there_for_a_progress_bar():
    with World():
        before = virtual_time.real_monotonic()
        time.sleep(86_400)
        assert 0 <= virtual_time.real_monotonic() - before < 600


@pytest.mark.parametrize(
    "work",
    [lambda world: world.sleep(1), lambda world: world.spawn(time.sleep, 1), lambda world: list_streams()],
    ids=["world.sleep", "world.spawn", "boto3"],
)
def test_a_thread_from_before_the_world_is_no_part_of_it_and_is_told_what_is(work):
    errors, go, worlds = [], threading.Event(), []

    def in_thread():
        go.wait()
        try:
            work(worlds[0])
        except ClockError as error:
            errors.append(str(error))

    thread = threading.Thread(target=in_thread, name="executor_0")
    thread.start()
    with World() as world:
        worlds.append(world)
        go.set()
        thread.join()
    assert len(errors) == 1
    assert "the thread 'executor_0' called into the virtual world" in errors[0]
    assert "start a threading.Thread or an executor inside the world" in errors[0]


def list_streams():
    return boto3.client("kinesis").list_streams()


def sleep_a_second():
    time.sleep(1)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system starts processes without a world")
@pytest.mark.parametrize("work", [list_streams, sleep_a_second])
def test_a_forked_process_is_told_of_spawn_and_not_left_alone_with_a_copy_of_the_world(work):
    """What it wrote would be stored in its copy, and nowhere else."""
    told, tells = os.pipe()
    with World():
        if child := os.fork():
            os.waitpid(child, 0)
        else:
            try:
                work()
            except ClockError as error:
                os.write(tells, f"{type(error).__name__}: {error}".encode())
            finally:
                os._exit(0)
    said = os.read(told, 10_000).decode()
    os.close(told)
    os.close(tells)
    assert re.match(r"ClockError: the process \d+ called .* world\.spawn\(fn, \.\.\.\)", said)


# --- the stop button -------------------------------------------------------------------------------


@pytest.fixture
def stop_button():
    """Presses Ctrl-C after so many real seconds of work, as the kernel's manager does."""

    def press(after_s, again_s=0.0):
        signal.signal(signal.SIGALRM, signal.getsignal(signal.SIGINT))
        signal.setitimer(signal.ITIMER_REAL, after_s, again_s)

    before = signal.getsignal(signal.SIGALRM)
    yield press
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def sleeps_for_ever():
    while True:
        time.sleep(1)


def computes_for_ever():
    while True:
        pass


def writes_for_ever():
    kinesis = boto3.client("kinesis")
    number = 0
    while True:
        number += 1
        kinesis.put_record(StreamName="usage", Data=f"{number}".encode(), PartitionKey="k")


def new_stream():
    boto3.client("kinesis").create_stream(StreamName="usage", ShardCount=1)
    time.sleep(limits.CREATE_STREAM_S)


@pytest.mark.slow
@pytest.mark.parametrize("work", [sleeps_for_ever, computes_for_ever, writes_for_ever])
@pytest.mark.parametrize("spawned", [False, True], ids=["in the cell", "in a flow that the cell joins"])
def test_an_endless_loop_can_be_stopped_and_the_world_goes_on(work, spawned, stop_button):
    with World() as world:
        new_stream()

        def cell():
            stop_button(0.05)
            world.spawn(work).join() if spawned else work()

        with pytest.raises(KeyboardInterrupt):
            cell()
        before = world.elapsed_s
        boto3.client("kinesis").put_record(StreamName="usage", Data=b"last", PartitionKey="k")
        time.sleep(10)
        assert world.elapsed_s > before + 10
        assert world.ledger.balance(world.clock.now_us) == 0


def test_one_press_ends_the_wait_for_another_program(stop_button):
    with World(), subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as program:
        stop_button(0.3)
        try:
            with pytest.raises(KeyboardInterrupt):
                program.wait(timeout=20)
        finally:
            program.kill()


def test_whenever_one_stops_a_cell_no_flow_loses_its_turn_and_no_record_its_fate(stop_button):
    """The interrupt comes at a hundred different moments of the engine's work."""
    with World() as world:
        new_stream()
        kinesis = boto3.client("kinesis")
        turns = []

        def ticks(name):
            for number in range(1_000_000):
                time.sleep(1)
                turns.append((name, number))
                if number % 50 == 0:
                    kinesis.put_record(StreamName="usage", Data=f"{name}-{number}".encode(), PartitionKey="k")

        def cell(stopped_after_s):
            stop_button(stopped_after_s)
            sleeps_for_ever()

        flows = {}
        for press in range(100):
            for name in "abc":
                if name not in flows or flows[name].done:  # stopped in its own code, and the cell with it
                    flows[name] = world.spawn(ticks, name)
            with pytest.raises(KeyboardInterrupt):
                cell(0.001 + press * 0.000_01)
        seen = len(turns)
        time.sleep(100)
        alive = {name for name, _ in turns[seen:]}
        assert alive == {name for name, flow in flows.items() if not flow.done}
        assert world.ledger.balance(world.clock.now_us) == 0
        assert world.totals()["in flight"] <= len(alive)


def test_the_second_press_ends_what_never_comes_back_to_the_clock(stop_button):
    """A call that botocore refuses by itself, and code that tries it again for ever."""

    def cell():
        kinesis = boto3.client("kinesis")
        stop_button(0.1, again_s=0.1)
        while True:
            with contextlib.suppress(ParamValidationError):
                kinesis.put_record(StreamName="usage")

    with World():
        with pytest.raises(KeyboardInterrupt):
            cell()
        signal.setitimer(signal.ITIMER_REAL, 0)


def test_an_interrupt_at_the_very_first_step_of_a_flow_is_not_the_flow_s():
    """It would end before it began, and whoever joins it would wait for ever."""
    handler_at_call = []

    def watch(frame, event, argument):
        if event == "call" and frame.f_code.co_name == interrupts.FLOW and not handler_at_call:
            handler_at_call.append(frame)
            signal.getsignal(signal.SIGINT)(signal.SIGINT, frame)

    with World() as world:
        flow = world.spawn(lambda: "done")
        before = sys.getprofile()
        sys.setprofile(watch)
        try:
            with pytest.raises(KeyboardInterrupt):
                time.sleep(1)
        finally:
            sys.setprofile(before)
        assert handler_at_call
        assert flow.join() == "done"


def test_the_handler_of_interrupts_is_the_old_one_afterwards():
    before = signal.getsignal(signal.SIGINT)
    with World(), World():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
