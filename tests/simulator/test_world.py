"""A world: flows side by side, errors that nobody loses, worlds in worlds, the same seed the same bytes."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from operator import attrgetter

import boto3
import botocore.httpsession
import pytest
import time_machine
from stop_button import FIRST_STEPS, pressed_at, steps

from lablib import World
from lablib.simulator import limits
from lablib.simulator.clock.errors import ClockError, OutOfTime
from lablib.simulator.network import aws_environment, aws_guard, network
from lablib.simulator.network.aws_guard import NoWorldOpen


def put(kinesis, text):
    return kinesis.put_record(StreamName="usage", Data=text.encode(), PartitionKey=text)


def new_stream(shards=1):
    boto3.client("kinesis").create_stream(StreamName="usage", ShardCount=shards)
    time.sleep(limits.CREATE_STREAM_S)


def test_producers_run_side_by_side():
    with World() as world:
        log = []

        def producer(name, every_s, times):
            for number in range(times):
                time.sleep(every_s)
                log.append((world.elapsed_s, f"{name}{number}"))
            return name

        flows = [world.spawn(producer, "a", 2, 3), world.spawn(producer, "b", 3, 2)]
        assert world.join(*flows) == ["a", "b"]
        # At the same moment it is the turn of who began to wait first.
        assert log == [(2, "a0"), (3, "b0"), (4, "a1"), (6, "b1"), (6, "a2")]


def test_ten_producers_wait_for_the_network_at_the_same_time_not_one_after_the_other():
    with World() as world:
        new_stream()
        world.network.latency_us = lambda: 1_000_000
        kinesis = boto3.client("kinesis")
        began_s = world.elapsed_s
        world.join(*[world.spawn(put, kinesis, f"{number}") for number in range(10)])
        assert world.elapsed_s - began_s == pytest.approx(1)
        assert world.totals()["stored"] == 10


def test_a_flow_can_spawn_and_join_flows():
    with World() as world:

        def parent():
            children = [world.spawn(time.sleep, seconds) for seconds in (1, 5)]
            world.join(*children)
            return world.elapsed_s

        assert world.spawn(parent).join() == 5


def fails(after_s=0.0, error="broken"):
    time.sleep(after_s)
    raise ValueError(error)


def test_join_raises_the_error_of_a_flow():
    with World() as world:
        flow = world.spawn(fails)
        with pytest.raises(ValueError, match="broken"):
            world.join(flow)


def test_an_error_that_nobody_joined_is_raised_at_the_end_and_the_others_are_noted():
    def run():
        with World() as world:
            world.spawn(fails, 1, "first", name="gateway 1")
            world.spawn(fails, 2, "second", name="gateway 2")
            time.sleep(3)

    with pytest.raises(ValueError, match="first") as caught:
        run()
    assert caught.value.__notes__ == [
        "raised in the flow 'gateway 1', which was spawned and never joined",
        "the flow 'gateway 2', which was never joined, failed as well: ValueError('second')",
    ]


def test_an_error_of_the_block_itself_tells_of_the_flows_that_failed_as_well():
    def run():
        with World() as world:
            world.spawn(fails, name="gateway 1")
            time.sleep(1)
            raise KeyError("main")

    with pytest.raises(KeyError) as caught:
        run()
    assert caught.value.__notes__ == [
        "the flow 'gateway 1', which was never joined, failed as well: ValueError('broken')"
    ]


def test_a_joined_error_that_ends_the_block_is_not_told_twice():
    def run():
        with World() as world:
            world.join(world.spawn(fails))

    with pytest.raises(ValueError, match="broken") as caught:
        run()
    assert not hasattr(caught.value, "__notes__")


def test_an_error_while_flows_are_ended_is_not_lost():
    def stubborn():
        try:
            time.sleep(3_600)
        finally:
            raise ValueError("in finally")

    def run():
        with World() as world:
            world.spawn(stubborn)
            time.sleep(1)

    with pytest.raises(ValueError, match="in finally"):
        run()


def test_the_end_of_a_world_ends_its_flows_and_the_request_under_way():
    ended = []

    def writes():
        try:
            put(boto3.client("kinesis"), "one")
        finally:
            ended.append("finally")

    with World() as world:
        new_stream()
        world.network.latency_us = lambda: 10_000_000
        world.spawn(writes)
        world.sleep(1)
        assert world.totals()["in flight"] == 1
    assert ended == ["finally"]
    assert world.totals()["in flight"] == 0
    assert world.ledger.balance(world.clock.now_us) == 0


def test_a_flow_that_swallows_everything_cannot_keep_a_world_open():
    def stubborn():
        while True:
            with contextlib.suppress(BaseException):
                time.sleep(1)

    with World() as world:
        world.spawn(stubborn)
        time.sleep(3)
    assert not world.is_open


def test_a_keyboard_interrupt_in_a_flow_ends_the_wait_and_not_the_world():
    def pressed():
        time.sleep(5)
        raise KeyboardInterrupt

    with World() as world:
        new_stream()
        world.spawn(pressed)
        other = world.spawn(time.sleep, 60)
        with pytest.raises(KeyboardInterrupt):
            time.sleep(30)
        assert limits.CREATE_STREAM_S + 5 <= world.elapsed_s < limits.CREATE_STREAM_S + 6
        other.join()
        put(boto3.client("kinesis"), "after")
        assert world.totals()["stored"] == 1


def test_an_error_in_the_block_leaves_boto3_and_time_real():
    real_sleep = time.sleep
    with pytest.raises(ZeroDivisionError), World():
        raise ZeroDivisionError
    assert time.sleep is real_sleep


def test_closing_twice_is_closing_once():
    world = World().open()
    world.close()
    world.close()
    assert not world.is_open


def test_a_world_that_is_open_is_not_opened_again():
    with World() as world, pytest.raises(ClockError, match="this world is open already"):
        world.open()
    assert network.current() is None


def test_a_world_takes_those_that_were_opened_inside_it_with_it(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAREALLOOKING00001")
    with World() as outer:
        inner = World().open()
        inner.time.on()
    assert (outer.is_open, inner.is_open, network.current()) == (False, False, None)
    assert os.environ["AWS_ACCESS_KEY_ID"] == "AKIAREALLOOKING00001"
    inner.close()
    assert time.sleep.__module__ == "time"


def test_a_flow_cannot_close_the_world_that_it_runs_in():
    with World() as world:
        flow = world.spawn(world.close)
        with pytest.raises(ClockError, match="only the main flow can close its world"):
            flow.join()
        assert world.is_open


def test_a_world_opened_anew_goes_on_where_it_stood():
    world = World()
    for _ in range(2):
        with world:
            time.sleep(5)
    assert world.elapsed_s == 10


# --- interrupted, or failing, half-way -----------------------------------------------------------------


def outside():
    """Everything of the process that a world changes while it is open."""
    return {
        "environment": dict(os.environ),
        "session": boto3.DEFAULT_SESSION,
        "network": network.current(),
        "guarded": not aws_guard.a_world_answers() and botocore.httpsession.URLLib3Session.send.__module__,
        "virtual": time_machine.escape_hatch.is_travelling(),
        "sleep": str(time.sleep),  # as a text, since a real function that a dict holds becomes ours
        "stop button": signal.getsignal(signal.SIGINT),
        "output": (sys.stdout, sys.stderr),
        "sockets": socket.getaddrinfo("192.0.2.1", 443),  # a number, so that nobody is asked
    }


def in_a_block(outer, inner):
    with outer:
        pass


def with_another_inside(outer, inner):
    with outer:
        inner.open()


def without_a_block(outer, inner):
    outer.open()
    outer.close()


@pytest.mark.slow
@pytest.mark.parametrize("first", FIRST_STEPS)
@pytest.mark.parametrize(
    "use", [in_a_block, pytest.param(with_another_inside, marks=pytest.mark.nightly), without_a_block]
)
def test_whenever_it_is_interrupted_a_world_is_open_as_a_whole_or_not_at_all(monkeypatch, use, first):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAREALLOOKING00001")
    # It takes most of the time, and all in botocore.
    monkeypatch.setattr(aws_environment, "fresh_session", lambda: None)
    aws_guard.arm()
    before = outside()
    for step in steps(first):
        outer, inner = World(), World()
        with contextlib.suppress(KeyboardInterrupt), pressed_at(step) as press:
            use(outer, inner)
        if use is without_a_block and outer.is_open:
            boto3.client("kinesis").list_streams()
            outer.close()
        assert (outer.is_open, inner.is_open, outside()) == (False, False, before)
        if not press.came:
            break
    assert step > 100


@pytest.mark.parametrize("part", ["_opening._environment.enter", "cloudwatch.install", "time.on"])
def test_a_world_that_cannot_be_opened_leaves_nothing_behind(monkeypatch, part):
    aws_guard.arm()
    before, world = outside(), World()
    owner, _, name = part.rpartition(".")

    def fails():
        raise MemoryError(part)

    monkeypatch.setattr(attrgetter(owner)(world), name, fails)
    with pytest.raises(MemoryError, match=part), world:
        pass
    assert (world.is_open, outside()) == (False, before)


def test_a_closed_world_is_told_so_with_the_remedy():
    with World(seed=3, name="lab 02") as world:
        world.require_open()
    with pytest.raises(NoWorldOpen, match=r"^the world with lab 02, seed 3 is closed\. Remedy: open a world"):
        world.require_open()


def test_a_join_that_can_never_end_says_so():
    with World() as world:
        flows = []

        def waits_for(number):
            flows[number].join()

        flows += [world.spawn(waits_for, 1), world.spawn(waits_for, 0)]
        with pytest.raises(ClockError, match="can never end"):
            world.join(*flows)


def test_a_grader_s_world_inside_another_leaves_that_one_as_it_was():
    def run(nested):
        with World(seed=7) as world:
            new_stream()
            kinesis = boto3.client("kinesis")
            put(kinesis, "one")
            if nested:
                with World(seed=8) as inner:
                    new_stream()
                    inner.join(*[inner.spawn(put, kinesis, f"{number}") for number in range(5)])
                    inner.sleep(1_000)
                    assert inner.totals()["stored"] == 5
            put(kinesis, "two")
            return world.clock.now_us, world.totals(), world.rng("x").random()

    assert run(nested=True) == run(nested=False)


def test_a_world_inside_a_flow_does_not_move_the_time_around_it():
    def grader():
        with World() as inner:
            inner.spawn(time.sleep, 5).join()
            return inner.elapsed_s

    with World() as world:
        flow = world.spawn(grader)
        other = world.spawn(time.sleep, 2)
        assert (flow.join(), world.elapsed_s) == (5, 0)
        other.join()
        assert world.elapsed_s == 2


def test_code_that_wants_more_time_than_the_world_has_is_ended():
    def run():
        with World(stop_after_s=100):
            while True:
                with contextlib.suppress(Exception):
                    time.sleep(30)

    with pytest.raises(OutOfTime, match=r"Z, the last moment of this world\. Remedy: "):
        run()


SAME_BYTES = """
    import hashlib, random, sys, time, boto3
    from lablib import World
    with World(seed=7) as world:
        kinesis = boto3.client("kinesis")
        kinesis.create_stream(StreamName="usage", ShardCount=2)
        time.sleep(10)
        world.fault("internal_failure", for_s=30, rate=0.2)
        world.fault("http_500", for_s=30, rate=0.2)
        log = []
        def producer(name):
            for number in range(5):
                time.sleep(random.random())
                texts = [f"{name}-{number}-{i}" for i in range(9)]
                entries = [{"Data": text.encode(), "PartitionKey": text} for text in texts]
                log.append(str(kinesis.put_records(StreamName="usage", Records=entries)))
        world.join(*[world.spawn(producer, name) for name in "abc"])
        if sys.argv[1:] == ["with moto"]:
            log.append(str(boto3.client("sqs").create_queue(QueueName="q")))
        log.append(f"{world.totals()} {world.clock.now_us}")
    print(hashlib.sha256("".join(log).encode()).hexdigest(), len(log))
"""


def told_in(zone, hash_seed, *services):
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(SAME_BYTES), *services],
        env=os.environ | {"TZ": zone, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return run.stdout.split()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("zone", "hash_seed", "services"),
    [
        ("Asia/Kathmandu", "1", []),
        pytest.param("America/St_Johns", "2", ["with moto"], marks=pytest.mark.nightly),
    ],
)
def test_the_same_seed_is_the_same_bytes_in_every_time_zone_and_under_every_hash_seed(
    zone, hash_seed, services
):
    told = told_in("UTC", "0", *services)
    assert told[1] == str(16 + len(services))
    assert told_in(zone, hash_seed, *services) == told
