"""Virtual time: who runs when, and what happens when something goes wrong."""

import gc
import signal
import threading
import time
import weakref
from datetime import UTC, datetime

import pytest

from lablib.simulator import limits
from lablib.simulator.clock import interrupts
from lablib.simulator.clock.clock import Clock
from lablib.simulator.clock.deadlines import TOO_LATE
from lablib.simulator.clock.errors import ClockError, OutOfTime
from lablib.simulator.clock.virtual_time import VirtualTime

START_S = limits.WORLD_START_S


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def log(clock):
    """Collects (seconds since the start, what)."""

    class Log(list):
        def __call__(self, what):
            self.append(((clock.now_us - START_S * limits.US_PER_S) / limits.US_PER_S, what))

    return Log()


@pytest.fixture
def virtual(clock):
    switch = VirtualTime(clock)
    switch.on()
    yield switch
    switch.off()


def test_flows_and_the_main_flow_take_turns_by_virtual_time(clock, log):
    def producer(name, every_s):
        for number in range(3):
            log(f"{name} {number}")
            clock.sleep(every_s)

    clock.spawn(producer, "fast", 1)
    clock.spawn(producer, "slow", 2.5)
    log("main sleeps")
    clock.sleep(4)
    log("main wakes")
    clock.sleep(10)
    assert log == [
        (0, "main sleeps"),
        (0, "fast 0"),
        (0, "slow 0"),
        (1, "fast 1"),
        (2, "fast 2"),
        (2.5, "slow 1"),
        (4, "main wakes"),
        (5, "slow 2"),
    ]


def test_what_is_due_at_the_moment_that_the_main_flow_wakes_has_run_before_it(clock, log):
    clock.call_at(clock.now_us + 3 * limits.US_PER_S, lambda: log("due"))
    clock.sleep(3)
    log("awake")
    assert log == [(3, "due"), (3, "awake")]


def test_join_gives_the_result_and_the_time_it_took(clock, log):
    def work():
        clock.sleep(7)
        return "done"

    flow = clock.spawn(work)
    log(flow.join())
    assert log == [(7, "done")]


def test_join_raises_what_the_flow_raised_and_a_flow_can_join_a_flow(clock, log):
    def fails():
        clock.sleep(1)
        raise LookupError("no such tenant")

    def waits():
        try:
            clock.spawn(fails).join()
        except LookupError as error:
            log(str(error))

    clock.spawn(waits).join()
    assert log == [(1, "no such tenant")]


def test_an_error_that_nobody_joined_is_handed_out_once(clock):
    flow = clock.spawn(lambda: 1 / 0, name="gateway 3")
    clock.sleep(1)
    assert [(each.name, type(each.error)) for each in clock.take_unseen_errors()] == [
        ("gateway 3", ZeroDivisionError)
    ]
    assert flow.done
    assert clock.take_unseen_errors() == []


def test_waiting_for_a_flow_that_can_never_end_is_an_error_and_not_a_hang(clock):
    flows = []

    def wait_for(other):
        flows[other].join()

    flows += [clock.spawn(wait_for, 1), clock.spawn(wait_for, 0)]
    with pytest.raises(ClockError, match="can never end"):
        flows[0].join()


def test_closing_ends_flows_where_they_stand(clock, log):
    def patient():
        try:
            clock.sleep(1_000)
        finally:
            log("cleaned up")

    clock.spawn(patient)
    clock.sleep(2)
    clock.close()
    assert log == [(2, "cleaned up")]


def test_code_that_catches_every_exception_still_ends_at_the_last_moment(clock, log):
    clock.stop_at_us = clock.now_us + 10 * limits.US_PER_S

    def for_ever():
        while True:
            try:
                log("tries")
                clock.sleep(4)
            except Exception:  # noqa: BLE001 - what a learner's loop does
                log("tries again")

    with pytest.raises(OutOfTime, match="last moment"):
        for_ever()
    assert log == [(0, "tries"), (4, "tries"), (8, "tries")]


def test_an_interrupt_ends_the_cell_and_the_world_goes_on(clock, log):
    """The stop button is a SIGINT, and it may hit while a spawned flow runs."""

    def pressed():
        clock.sleep(1)
        signal.raise_signal(signal.SIGINT)

    def other():
        clock.sleep(2)
        log("other")

    clock.spawn(pressed)
    clock.spawn(other)
    with pytest.raises(KeyboardInterrupt):
        clock.sleep(5)
    log("kernel alive")
    clock.sleep(5)
    assert log == [(1, "kernel alive"), (2, "other")]


def test_a_negative_sleep_is_the_error_that_python_gives(clock):
    with pytest.raises(ValueError, match="sleep length must be non-negative"):
        clock.sleep(-1)


def test_a_loop_of_sleeps_too_short_for_the_clock_comes_to_its_end_all_the_same(clock, log):
    until_us = clock.now_us + 3
    while clock.now_us < until_us:
        clock.sleep(1e-9)
    clock.sleep(0)
    log("over")
    assert log == [(0.000_003, "over")]


def test_a_sleep_beyond_the_calendar_is_refused_and_the_world_goes_on(clock, virtual, log):
    with pytest.raises(OverflowError, match=r"sleep\(10+\.0\): virtual time ends with the year 9999"):
        time.sleep(1e12)
    time.sleep(1)
    log(datetime.now(UTC).year)
    assert log == [(1, 2026)]


# --- what code reads as now ------------------------------------------------------------------------


def test_the_last_second_of_virtual_time_is_one_that_datetime_can_tell(clock):
    end = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    clock.sleep(end.timestamp() - clock.now_s)
    assert datetime.fromtimestamp(clock.now_s, UTC) == end
    with pytest.raises(OverflowError):
        clock.sleep(1)


def test_python_reads_virtual_time_while_it_is_on_and_real_time_after(clock):
    before = time.time()
    switch = VirtualTime(clock)
    switch.on()
    monotonic = time.monotonic()
    time.sleep(86_400)
    during = (
        time.time(),
        datetime.now(UTC).isoformat(),
        time.monotonic() - monotonic,
        time.monotonic_ns(),
        time.perf_counter(),
    )
    switch.off()
    day_s = 86_400
    assert during == (START_S + day_s, "2026-11-03T00:00:00+00:00", day_s, day_s * 10**9, day_s)
    assert 0 <= time.time() - before < 60


def test_switching_on_and_off_again_goes_on_where_the_clock_stands(clock, virtual):
    time.sleep(5)
    virtual.off()
    virtual.on()
    assert time.time() == START_S + 5


def test_a_flow_reads_the_time_at_which_it_runs(clock, virtual, log):
    seen = []

    def reads():
        time.sleep(0.25)
        seen.append(time.time() - START_S)

    clock.spawn(reads)
    time.sleep(1)
    assert seen == [0.25]


def test_a_thread_that_was_there_before_the_world_sleeps_really(clock):
    """The kernel's own threads must not notice anything; and the world waits for them in real time."""
    go, done = threading.Event(), threading.Event()

    def kernel_thread():
        go.wait()
        time.sleep(0.001)
        done.set()

    thread = threading.Thread(target=kernel_thread)
    thread.start()
    switch = VirtualTime(clock)
    switch.on()
    try:
        go.set()
        assert done.wait()
    finally:
        switch.off()
        thread.join()
    assert clock.now_us == START_S * limits.US_PER_S


def test_a_deadline_of_an_earlier_call_ends_no_later_one():
    clock, seen = Clock(0), []

    def flow():
        for number in range(3):
            result = clock.call_until(clock.now_us + 10, lambda: clock.sleep_until(clock.now_us + 6))
            seen.append((clock.now_us, number, result))

    clock.spawn(flow)
    clock.run_until(100)
    assert seen == [(6, 0, None), (12, 1, None), (18, 2, None)]


def test_after_one_that_was_too_late_the_next_call_is_as_good_as_new():
    clock, seen = Clock(0), []

    def flow():
        for wait_us in (50, 5):
            result = clock.call_until(
                clock.now_us + 10, lambda until=clock.now_us + wait_us: clock.sleep_until(until)
            )
            seen.append((clock.now_us, result is TOO_LATE))

    clock.spawn(flow)
    clock.run_until(100)
    assert seen == [(10, True), (15, False)]


@pytest.fixture
def called(clock, log):
    """Calls `fn` with a deadline, in a flow, and logs what came of it."""

    def call(fn, until_s):
        def flow():
            try:
                result = clock.call_until(clock.now_us + until_s * limits.US_PER_S, fn)
                log("too late" if result is TOO_LATE else f"returned {result}")
            except ValueError as error:
                log(f"raised {error}")

        return clock.spawn(flow)

    return call


def test_a_call_with_a_deadline_returns_raises_or_is_too_late(clock, log, called):
    def returns():
        clock.sleep(2)
        return "bill"

    def raises():
        clock.sleep(3)
        raise ValueError("no bill")

    def goes_on():
        try:
            while True:
                clock.sleep(2)
                log("goes on")
        finally:
            log("cleaned up")

    for fn in (returns, raises, goes_on):
        called(fn, until_s=5)
    clock.sleep(20)
    assert log == [
        (2, "returned bill"),
        (2, "goes on"),
        (3, "raised no bill"),
        (4, "goes on"),
        (5, "cleaned up"),
        (5, "too late"),
    ]


def test_what_catches_its_end_is_too_late_all_the_same_whether_it_returns_raises_or_waits(clock, log, called):
    def returns():
        try:
            clock.sleep(9)
        except BaseException:  # noqa: BLE001 - as careless code does
            return "as if nothing were"

    def raises():
        try:
            clock.sleep(9)
        finally:
            raise ValueError("at the end")

    def waits():
        while True:
            try:
                clock.sleep(9)
                log("never")
            except BaseException:  # noqa: BLE001
                log("caught")

    for fn in (returns, raises, waits):
        called(fn, until_s=5)
    clock.sleep(50)
    assert log == [(5, "too late"), (5, "too late"), (5, "caught"), (5, "too late")]


def test_a_deadline_within_a_deadline_ends_with_the_outer_one(clock, log, called):
    def inner():
        try:
            clock.sleep(9)
        finally:
            log("inner cleaned up")

    def outer():
        while True:
            try:
                clock.call_until(clock.now_us + 20 * limits.US_PER_S, inner)
            except BaseException:  # noqa: BLE001
                log("outer caught")

    called(outer, until_s=5)
    clock.sleep(100)
    assert log == [(5, "inner cleaned up"), (5, "outer caught"), (5, "too late")]


def test_a_call_ends_with_the_flow_that_waits_for_it(clock, log, called):
    def patient():
        try:
            clock.sleep(1_000)
        finally:
            log("cleaned up")

    called(patient, until_s=2_000)
    clock.sleep(2)
    clock.close()
    clock.sleep(5_000)
    assert log == [(2, "cleaned up")]


def test_a_call_of_the_main_flow_lets_the_world_run_and_ends_with_it(clock, log):
    def tick():
        while True:
            clock.sleep(2)
            log("tick")

    def patient():
        try:
            clock.sleep(100)
        finally:
            log("cleaned up")

    clock.spawn(tick)
    assert clock.call_until(clock.now_us + 3 * limits.US_PER_S, patient) is TOO_LATE
    clock.stop_at_us = clock.now_us + 2 * limits.US_PER_S
    with pytest.raises(OutOfTime):
        clock.call_until(clock.now_us + 90 * limits.US_PER_S, patient)
    assert log == [(2, "tick"), (3, "cleaned up"), (4, "tick"), (4, "cleaned up")]


def test_a_clock_that_was_closed_is_forgotten():
    """Python never frees what a greenlet knows that waits, so none may be left waiting."""

    def used_and_closed():
        clock = Clock()
        for done in (lambda: None, lambda: None, lambda: clock.sleep(10)):
            clock.spawn(clock.call_until, clock.now_us + 60 * limits.US_PER_S, done)
        clock.sleep(0.5)
        clock.close()
        return weakref.ref(clock)

    forgotten = used_and_closed()
    gc.collect()
    assert forgotten() is None


def test_an_interrupt_waits_for_the_main_thread(monkeypatch):
    monkeypatch.setattr(interrupts, "_pending", True)
    came = []

    def elsewhere():
        Clock().sleep(5)
        came.append("through")

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert came == ["through"]
    with pytest.raises(KeyboardInterrupt):
        Clock().sleep(5)


@pytest.mark.parametrize("sleeps_on", [True, False])
def test_a_flow_that_sleeps_on_takes_its_turn_as_one_that_looks_by_itself(clock, log, sleeps_on):
    def look():
        log("flow looks")
        return clock.now_us + limits.US_PER_S if clock.now_s < START_S + 2 else None

    def waits():
        next_us = clock.now_us + limits.US_PER_S
        if sleeps_on:
            clock.sleep_on(next_us, look)
        while not sleeps_on and next_us is not None:
            clock.sleep_until(next_us)
            next_us = look()
        log("flow goes on")

    def other(name):
        for _ in range(2):
            clock.sleep(1)
            log(name)

    flows = [clock.spawn(other, "before"), clock.spawn(waits), clock.spawn(other, "after")]
    for flow in flows:
        flow.join()
    assert log == [
        (1, "before"),
        (1, "flow looks"),
        (1, "after"),
        (2, "before"),
        (2, "flow looks"),
        (2, "flow goes on"),
        (2, "after"),
    ]


def test_nobody_looks_for_a_flow_that_was_ended(clock, log):
    clock.spawn(clock.sleep_on, clock.now_us + limits.US_PER_S, lambda: log("looks"))
    clock.sleep(0.5)
    clock.close()
    clock.sleep(10)
    assert log == []
