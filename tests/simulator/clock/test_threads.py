"""Threads, executors and pools on virtual time: Python's own code, exact times, the same in each run."""

import contextlib
import gc
import io
import logging
import queue
import signal
import subprocess
import sys
import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from multiprocessing.pool import ThreadPool

import boto3
import pytest

from lablib import World
from lablib.simulator.clock import virtual_time
from lablib.simulator.clock.errors import ClockError


def alive():
    """The names of the world's threads: their idents count from 1, and the system's are addresses."""
    return [each.name for each in threading.enumerate() if each.ident < 1_000]


def test_threads_run_side_by_side_and_join_waits(log):
    def work(name, pause_s):
        time.sleep(pause_s)
        log(name)

    threads = [threading.Thread(target=work, args=each) for each in (("slow", 2), ("fast", 0.5))]
    for each in threads:
        each.start()
    log("started")
    threads[1].join(timeout=0.25)
    log(f"fast is alive: {threads[1].is_alive()}")
    for each in threads:
        each.join()
    log(f"alive: {alive()}")
    assert log == [
        (0, "started"),
        (0.25, "fast is alive: True"),
        (0.5, "fast"),
        (2, "slow"),
        (2, "alive: []"),
    ]


def test_a_thread_knows_itself_and_what_it_keeps_is_its_own(world):
    kept, seen = threading.local(), []

    def work():
        kept.value = threading.current_thread().name
        time.sleep(1)
        current = threading.current_thread()
        seen.append((kept.value, current.ident == threading.get_ident(), current.daemon))

    kept.value = "main"
    threads = [threading.Thread(target=work, daemon=number == 1) for number in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert seen == [("Thread-1 (work)", True, False), ("Thread-2 (work)", True, True)]
    assert (kept.value, threading.current_thread()) == ("main", threading.main_thread())
    world.spawn(lambda: seen.append(threading.current_thread())).join()
    assert seen[-1] is threading.main_thread()
    with pytest.raises(RuntimeError, match="threads can only be started once"):
        threads[0].start()


def test_an_error_in_a_thread_goes_to_the_excepthook_and_an_exit_does_not(monkeypatch):
    came = []
    monkeypatch.setattr(threading, "excepthook", came.append)
    with World():
        for target in (lambda: 1 / 0, sys.exit):
            thread = threading.Thread(target=target, name="t")
            thread.start()
            thread.join()
    assert [(each.thread.name, each.exc_type) for each in came] == [
        ("t", ZeroDivisionError),
        ("t", SystemExit),
    ]


def test_a_pool_of_four_takes_six_tasks_of_a_second_in_two(log):
    def work(number):
        time.sleep(1)
        return number

    with ThreadPoolExecutor(4) as pool:
        log(list(pool.map(work, range(6))))
        future = pool.submit(work, 6)
        with pytest.raises(TimeoutError):
            future.result(timeout=0.25)
        log("timed out")
        log(len(wait([future, pool.submit(time.sleep, 9)], timeout=1).done))
    with ThreadPool(3) as pool:
        log(pool.map(work, range(6)))
        log(pool.apply_async(work, (7,)).get(timeout=2))
    assert log == [
        (2, list(range(6))),
        (2.25, "timed out"),
        (3.25, 1),
        (13.25, list(range(6))),
        (14.25, 7),
    ]


def test_queues_events_conditions_semaphores_barriers_and_timers_wait_in_virtual_time(log):
    things, ready = queue.Queue(1), threading.Event()
    gate, barrier = threading.Semaphore(0), threading.Barrier(2)

    def consume():
        while (got := things.get()) is not None:
            time.sleep(1)
            log(got)
            things.task_done()
        things.task_done()
        gate.release()
        barrier.wait()

    threading.Timer(20, ready.set).start()
    threading.Thread(target=consume).start()
    for each in ("a", "b", "c", None):
        things.put(each)
        log(f"put {each}")
    things.join()
    log(gate.acquire(timeout=1))
    log(gate.acquire(timeout=1))
    barrier.wait()
    with pytest.raises(queue.Empty):
        queue.SimpleQueue().get(timeout=3)
    log(ready.wait(5))
    log(ready.wait())
    assert log == [
        (0, "put a"),
        (0, "put b"),
        (1, "a"),
        (1, "put c"),
        (2, "b"),
        (2, "put None"),
        (3, "c"),
        (3, True),
        (4, False),
        (12, False),
        (20, True),
    ]


@pytest.mark.usefixtures("world")
def test_timeouts_that_make_no_sense_raise_what_python_raises():
    for lock in (threading.Lock(), threading.RLock()):
        with pytest.raises(ValueError, match="can't specify a timeout for a non-blocking call"):
            lock.acquire(False, 1)
        with pytest.raises(ValueError, match=r"timeout value must be (a non-negative|positive)"):
            lock.acquire(timeout=-2)
        with pytest.raises(OverflowError):
            lock.acquire(timeout=threading.TIMEOUT_MAX * 2)
        with pytest.raises(RuntimeError, match=r"release un(locked lock|-acquired)"):
            lock.release()
        assert isinstance(lock, (type(threading.Lock()), threading.RLock))


def test_a_lock_goes_to_whoever_has_waited_longest_and_excludes_flows_too(world, log):
    lock = threading.RLock()

    def work(name):
        with lock, lock:
            time.sleep(1)
            log(name)

    flows = [world.spawn(work, name) for name in "abc"]
    thread = threading.Thread(target=work, args=("thread",))
    thread.start()
    world.join(*flows)
    thread.join()
    assert log == [(1, "a"), (2, "b"), (3, "c"), (4, "thread")]


# --- waits that never end -------------------------------------------------------------------------------


def test_a_circle_of_locks_is_told_at_once_with_who_waits_for_what_and_where(monkeypatch, world):
    """Also while something else goes on for ever: it's told by the thread that closes the circle."""
    came, locks = [], [threading.Lock() for _ in range(3)]
    monkeypatch.setattr(threading, "excepthook", lambda given: came.append(given.exc_value))

    def work(first, second):
        with locks[first]:
            time.sleep(1)
            with locks[second]:
                pass

    def ticks():
        while True:
            time.sleep(1)

    world.spawn(ticks)
    threads = [threading.Thread(target=work, args=(n, (n + 1) % 3), name=f"t{n}") for n in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    (told,) = map(str, came)
    line = f"{__file__}:{work.__code__.co_firstlineno + 3}"
    assert told.startswith(
        f"deadlock: thread 't2' waits in Lock.acquire at {line} for the lock that thread 't0' holds; "
        f"thread 't0' waits in Lock.acquire at {line} for the lock that thread 't1' holds; "
        f"thread 't1' waits in Lock.acquire at {line} for the lock that thread 't2' holds. Remedy: "
    )


def test_a_circle_with_a_timeout_is_none(world, log):
    first, second = threading.Lock(), threading.Lock()

    def work(mine, other, name):
        with mine:
            time.sleep(1)
            log((name, other.acquire(timeout=2)))

    pair = [threading.Thread(target=work, args=each) for each in ((first, second, "a"), (second, first, "b"))]
    for each in pair:
        each.start()
    for each in pair:
        each.join()
    assert log == [(3, ("a", False)), (3, ("b", True))]


@pytest.mark.parametrize("polls", [False, True], ids=["alone", "beside a mapping that polls"])
def test_a_wait_that_nobody_ends_is_an_error_that_names_the_line(world, polls):
    if polls:
        kinesis = boto3.client("kinesis")
        kinesis.create_stream(StreamName="usage", ShardCount=1)
        time.sleep(60)
        world.deploy(lambda event, context: None, name="bill")
        arn = kinesis.describe_stream_summary(StreamName="usage")["StreamDescriptionSummary"]["StreamARN"]
        boto3.client("lambda").create_event_source_mapping(
            EventSourceArn=arn, FunctionName="bill", StartingPosition="LATEST"
        )
    threading.Thread(target=threading.Event().wait, name="idle", daemon=True).start()
    with pytest.raises(ClockError, match=r"so this wait can never end: .*") as raised:
        queue.Queue().get()
    assert f"the main flow waits in Queue.get at {__file__}:" in str(raised.value)
    assert "thread 'idle' waits in Event.wait at" in str(raised.value)
    assert world.elapsed_s < 2.1 * 86_400


def test_a_lock_that_another_thread_of_the_system_releases_wakes_a_flow():
    go, signal = threading.Event(), []
    real = threading.Thread(target=lambda: (go.wait(), signal[0].release()))
    real.start()
    with World():
        signal.append(threading.Lock())
        signal[0].acquire()
        go.set()
        signal[0].acquire()
    real.join()


def test_what_a_world_made_works_with_real_threads_after_it():
    with World():
        lock, things, done = threading.RLock(), queue.SimpleQueue(), threading.Condition()
    count = [0]

    def work():
        for _ in range(200):
            with lock, lock:
                count[0] += 1
        things.put("done")
        with done:
            done.notify_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for each in threads:
        each.start()
    assert [things.get(timeout=60) for _ in threads] == ["done"] * 4
    for each in threads:
        each.join()
    assert count == [800]


# --- the end of a world ---------------------------------------------------------------------------------


def test_the_stop_button_ends_a_thread_that_computes_and_the_cell_that_waits_for_something_else(world):
    def computes():
        signal.raise_signal(signal.SIGINT)
        while True:
            pass

    threading.Thread(target=computes).start()
    with pytest.raises(KeyboardInterrupt):
        threading.Event().wait()
    assert (alive(), world.elapsed_s) == ([], 0)


def test_nothing_is_left_of_a_world_and_nothing_is_said(caplog, capsys):
    """Whatever its threads were doing: some hadn't begun, and one wouldn't listen."""
    lock = []

    def sleeps():
        with lock[0]:
            time.sleep(1_000)

    def stubborn():
        while True:
            with contextlib.suppress(BaseException):
                time.sleep(1_000)

    with caplog.at_level(logging.DEBUG, "concurrent.futures"), World():
        lock.append(threading.Lock())
        pool = ThreadPoolExecutor(3)
        pool.submit(time.sleep, 1_000)
        pool.submit(int)
        for target in (sleeps, sleeps, stubborn, threading.Event().wait):
            threading.Thread(target=target).start()
        time.sleep(5)
        unborn = threading.Thread(target=sleeps)
        unborn.start()
        assert len(alive()) == 7
    assert (alive(), unborn.is_alive(), lock[0].locked()) == ([], False, False)
    unborn.join()
    assert (capsys.readouterr().err, [each.message for each in caplog.records if each.levelno > 40]) == (
        "",
        [],
    )
    with World() as world:
        assert pool.submit(lambda: world.elapsed_s).result() == 0
        pool.shutdown()


def test_a_world_with_threads_is_forgotten():
    def used_and_closed():
        with World() as world:
            for _ in range(20):
                threading.Thread(target=threading.Lock().acquire, args=(True, 1_000)).start()
            with ThreadPoolExecutor(2) as pool:
                pool.submit(time.sleep, 1)
            time.sleep(1)
        return weakref.ref(world.clock)

    forgotten = used_and_closed()
    gc.collect()
    assert forgotten() is None


def test_each_name_is_python_s_own_again_after_a_world_whatever_ended_it():
    def names():
        return [vars(owner).get(name) for owner, name, _ in virtual_time._PATCHES]

    before = names()

    def ends_with(error):
        with World(), World():
            assert all(here is not real for here, real in zip(names(), before, strict=True))
            raise error

    for error in (ValueError, KeyboardInterrupt):
        with pytest.raises(error):
            ends_with(error)
        assert names() == before


def test_threads_stand_still_while_time_is_real_and_a_wait_for_one_says_so(world, log):
    thread = threading.Thread(target=lambda: (time.sleep(1), log(threading.current_thread().name)), name="t")
    thread.start()
    world.time.off()
    with pytest.raises(ClockError, match=r"thread 't' would have to go on, and time is real now"):
        thread.join()
    world.sleep(5)
    assert log == []
    world.time.on()
    thread.join()
    assert log == [(6, "t")]  # it began when time was read again


# --- the same in each run -------------------------------------------------------------------------------

RUN = """
import boto3, hashlib, json, threading, time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from lablib import World

def digest():
    said = []
    with World(seed=7) as world:
        kinesis = boto3.client("kinesis")
        kinesis.create_stream(StreamName="usage", ShardCount=2)
        time.sleep(60)
        def put(number):
            answer = kinesis.put_record(StreamName="usage", Data=str(number), PartitionKey=str(number))
            said.append((world.elapsed_s, threading.current_thread().name, answer["SequenceNumber"]))
            return number
        with ThreadPoolExecutor(8) as pool:
            futures = [pool.submit(put, number) for number in range(40)]
            said += [each.result() for each in as_completed(futures)]
            said += [each.result() for each in as_completed(futures)]
            said += [each.result() for each in wait(futures).done]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()

print(digest(), digest())
"""


@pytest.mark.nightly
def test_the_same_seed_gives_the_same_bytes_in_two_runs_and_two_processes():
    said = set()
    for hash_seed in "12":
        run = subprocess.run(
            [sys.executable, "-c", RUN],
            env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        )
        said.update(run.stdout.split())
    assert len(said) == 1


@pytest.mark.nightly
def test_an_upload_of_s3_in_threads_arrives(world):
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="usage")
    body = b"x" * 9_000_000
    s3.upload_fileobj(io.BytesIO(body), "usage", "key")
    arrived = io.BytesIO()
    s3.download_fileobj("usage", "key", arrived)
    assert arrived.getvalue() == body


def test_as_completed_gives_up_after_its_timeout(log):
    with ThreadPoolExecutor() as pool:
        futures = [pool.submit(time.sleep, pause_s) for pause_s in (1, 5)]
        completed = as_completed(futures, timeout=2)
        next(completed)
        log("one")
        with pytest.raises(TimeoutError, match=r"1 \(of 2\) futures unfinished"):
            next(completed)
        log("timeout")
    assert log == [(1, "one"), (2, "timeout")]
