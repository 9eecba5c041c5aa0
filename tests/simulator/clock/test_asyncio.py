"""asyncio on virtual time: exact times, in the main flow, in flows, in threads and in handlers."""

import asyncio
import subprocess
import sys
import threading
import time
from asyncio import run as run_bound_early

import boto3
import pytest

from lablib import World
from lablib.simulator import limits
from lablib.simulator.clock.errors import ClockError
from lablib.simulator.clock.event_loop import Loop

TAKES_US = round(limits.FUNCTION_TAKES_S * limits.US_PER_S)
"""Of the handler's own work, beside what it waits for."""


async def after(pause_s, what):
    await asyncio.sleep(pause_s)
    return what


def test_what_is_awaited_takes_virtual_time_and_other_flows_go_on(world, log):
    def ticks():
        for number in range(3):
            time.sleep(1)
            log(f"tick {number}")

    async def main():
        log(await asyncio.gather(after(2, "slow"), after(1, "fast")))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.sleep(10), timeout=0.5)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(after(0.25, number)) for number in range(2)]
        log([each.result() for each in tasks])
        log(await asyncio.to_thread(lambda: (time.sleep(2), threading.current_thread().name)[1]))
        time.sleep(1)  # blocks the loop, as it does everywhere

    world.spawn(ticks)
    asyncio.run(main())
    log("end")
    assert log == [
        (1, "tick 0"),
        (2, "tick 1"),
        (2, ["slow", "fast"]),
        (2.75, [0, 1]),
        (3, "tick 2"),
        (4.75, "asyncio_0"),
        (5.75, "end"),
    ]


def test_loops_run_side_by_side_in_flows_and_threads_each_with_its_own(world, log):
    def work(pause_s):
        log(asyncio.run(after(pause_s, pause_s)))

    thread = threading.Thread(target=work, args=(2,))
    thread.start()
    world.join(*(world.spawn(work, pause_s) for pause_s in (3, 1)))
    loop = asyncio.new_event_loop()
    runs = threading.Thread(target=loop.run_forever)
    runs.start()
    log(asyncio.run_coroutine_threadsafe(after(1, "from outside"), loop).result())
    loop.call_soon_threadsafe(loop.stop)
    runs.join()
    loop.close()
    assert log == [(1, 1), (2, 2), (3, 3), (4, "from outside")]


def test_beside_a_loop_with_real_time_as_a_notebook_s_kernel_has_one():
    async def kernel():
        running = asyncio.get_running_loop()
        with World() as world:
            world.spawn(lambda: asyncio.run(after(1, "flow"))).join()
            assert asyncio.run(after(5, "sent")) == run_bound_early(after(5, "sent")) == "sent"
            assert world.elapsed_s == 11
            with pytest.raises(
                ClockError, match=r"asyncio\.sleep\(\) was called .* asyncio\.run\(main\(\)\)"
            ):
                await asyncio.sleep(1)
            with pytest.raises(ClockError, match=r"run_until_complete\(\) was called .* isn't the world's"):
                running.run_until_complete(after(1, ""))
        assert asyncio.get_running_loop() is running
        return await after(0.001, "alive")

    assert asyncio.run(kernel()) == "alive"


def test_a_runner_from_before_the_world_as_pytest_asyncio_has_one_runs_on_virtual_time():
    runner = asyncio.Runner()
    runner.run(after(0.001, "real"))
    for _ in range(2):
        with World() as world:
            assert runner.run(asyncio.to_thread(time.sleep, 60)) is None
            before = asyncio.get_event_loop_policy()
            asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())
            assert asyncio.run(after(40, "sent")) == "sent"
            asyncio.set_event_loop_policy(before)
            assert world.elapsed_s == 100
    assert runner.run(after(0.001, "real again")) == "real again"
    runner.close()


def test_a_policy_that_is_set_in_a_world_counts_after_it(world):
    mine = asyncio.DefaultEventLoopPolicy()
    asyncio.set_event_loop_policy(mine)
    try:
        asyncio.run(after(40, "sent"))
        assert world.elapsed_s == 40
        world.close()
        assert asyncio.get_event_loop_policy() is mine
    finally:
        asyncio.set_event_loop_policy(None)


def test_what_waits_for_ever_is_told_with_the_line_that_awaits(world):
    async def main():
        await asyncio.Event().wait()

    with pytest.raises(ClockError, match="so this wait can never end") as raised:
        asyncio.run(main())
    assert f"'Task-1' awaits at {__file__}:{main.__code__.co_firstlineno + 1}" in str(raised.value)
    assert world.elapsed_s == 0


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    "opens",
    [
        lambda: asyncio.open_connection("localhost", 80),
        lambda: asyncio.create_subprocess_exec("true"),
        lambda: asyncio.start_server(print, "localhost"),
    ],
    ids=["connection", "program", "server"],
)
def test_sockets_and_programs_are_refused_with_the_remedy(opens):
    async def main():
        await opens()

    with pytest.raises(ClockError, match=r"comes in real time.*Remedy: call AWS with boto3 as it is"):
        asyncio.run(main())


def test_an_order_that_python_takes_from_addresses_is_that_of_the_program(log):
    async def main():
        for each in asyncio.as_completed([after(number % 2, number) for number in range(40)]):
            log(await each)
        done, _ = await asyncio.wait([asyncio.ensure_future(after(1, number)) for number in range(40)])
        log([each.result() for each in done])

    asyncio.run(main())
    once, log[:] = list(log), []
    with World(seed=7) as again:
        asyncio.run(main())
        assert again.elapsed_s == 2
    assert [what for _, what in log] == [what for _, what in once]


# --- handlers -------------------------------------------------------------------------------------------


def test_a_function_s_timeout_ends_what_it_awaits_and_its_duration_counts_what_it_awaited(world):
    ended = []

    async def work(pause_s):
        try:
            await asyncio.sleep(pause_s)
        finally:
            ended.append(world.elapsed_s)

    world.deploy(lambda event, context: asyncio.run(work(event)), name="bill", timeout_s=3, cold_start_s=0)
    lambda_ = boto3.client("lambda")
    answers = [lambda_.invoke(FunctionName="bill", Payload=payload) for payload in ("6", "2")]
    assert b"Task timed out after 3.00 seconds" in answers[0]["Payload"].read()
    assert "FunctionError" not in answers[1]
    logs = world.logs("bill")
    assert [each.ended_us - each.began_us for each in logs] == [3_000_000, 2_000_000 + TAKES_US]
    assert ended == [(each.ended_us - world.start_us) / 1e6 for each in logs]


def test_the_threads_of_a_handler_print_into_its_log_and_end_with_its_timeout(world, capsys):
    did = []

    def work(number):
        print("thread", number)
        time.sleep(2 * number)
        did.append(number)

    def handler(event, context):
        threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 4)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

    world.deploy(handler, name="bill", timeout_s=3)
    answer = boto3.client("lambda").invoke(FunctionName="bill")
    assert b"Task timed out after 3.00 seconds" in answer["Payload"].read()
    time.sleep(60)
    assert did == [1]
    text = "\n".join(world.logs("bill")[-1].lines)
    assert [f"thread {number}" in text for number in range(1, 4)] == [True] * 3
    assert capsys.readouterr().out == ""


def test_a_thread_that_a_handler_leaves_behind_stands_still_until_the_next_invocation(world):
    did = []

    def work():
        for number in range(3):
            time.sleep(1)
            did.append((number, context_of[-1]))

    context_of = []

    def handler(event, context):
        context_of.append(event)
        if event == 1:
            threading.Thread(target=work).start()
        time.sleep(1.5)

    world.deploy(handler, name="bill")
    lambda_ = boto3.client("lambda")
    for payload in ("1", "2"):
        lambda_.invoke(FunctionName="bill", Payload=payload)
        time.sleep(60)
    assert did == [(0, 1), (1, 2), (2, 2)]


POWERTOOLS = """
import asyncio, time, boto3
from aws_lambda_powertools.utilities import batch
from lablib import World

processor = batch.AsyncBatchProcessor(event_type=batch.EventType.KinesisDataStreams)

async def one(record):
    await asyncio.sleep(int(record.kinesis.data_as_text()))

def handler(event, context):
    return batch.async_process_partial_response(event, one, processor, context)

with World(seed=7) as world:
    kinesis, lambda_ = boto3.client("kinesis"), boto3.client("lambda")
    kinesis.create_stream(StreamName="usage", ShardCount=1)
    time.sleep(60)
    world.deploy(handler, name="bill", timeout_s=3, cold_start_s=0)
    arn = kinesis.describe_stream_summary(StreamName="usage")["StreamDescriptionSummary"]["StreamARN"]
    lambda_.create_event_source_mapping(
        EventSourceArn=arn, FunctionName="bill", StartingPosition="TRIM_HORIZON", BatchSize=3,
        MaximumRetryAttempts=0, FunctionResponseTypes=["ReportBatchItemFailures"],
    )
    for pauses in ("112", "116"):
        records = [{"Data": each, "PartitionKey": "k"} for each in pauses]
        kinesis.put_records(StreamName="usage", Records=records)
        time.sleep(60)
    for each in world.logs("bill"):
        print((each.ended_us - each.began_us) / 1e6, *each.ending)
"""


@pytest.mark.nightly
def test_powertools_async_batch_processor_times_out_when_it_should():
    run = subprocess.run([sys.executable, "-c", POWERTOOLS], capture_output=True, text=True, check=True)
    durations = [line.split()[0] for line in run.stdout.splitlines()]
    assert durations == [str(2 + TAKES_US / 1e6), "3.0"], run.stdout


def test_a_loop_whose_making_is_interrupted_has_nothing_to_close():
    half_made = Loop.__new__(Loop)  # Ctrl-C came before the first line of its __init__
    assert half_made.is_closed()
    half_made.__del__()
