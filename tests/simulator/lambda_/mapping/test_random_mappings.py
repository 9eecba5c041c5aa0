"""Whatever a mapping is set to and its function does: nothing is counted twice, nothing goes missing."""

from __future__ import annotations

import json
import random
from collections import defaultdict

import boto3
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from hypothesis_profiles import examples
from mapping_stage import HOUR_S, Stage

from lablib import World
from lablib.simulator.lambda_.mapping.history import Did

pytestmark = pytest.mark.slow

QUEUE = "arn:aws:sqs:us-east-1:111122223333:failed"
EVEN = [{"suffix": digit} for digit in "02468"]
KEYS = [f"t-{number}" for number in range(6)]
ENDS = {"handled", "filtered out", "sent to destination", "dropped by retries", "dropped by age", "expired"}
RETENTION_H = 1 / 16
"""Below what AWS takes, so that what is never handled expires within minutes and not a day."""
HARMLESS = {"handled", "filtered out"}


def member(name, values):
    return st.one_of(st.just({}), st.sampled_from(values).map(lambda value: {name: value}))


harmless = st.tuples(
    member("BatchSize", [1, 2, 7, 100]),
    member("MaximumBatchingWindowInSeconds", [1, 5, 30]),
    member("ParallelizationFactor", [2, 10]),
    member("FilterCriteria", [{"Filters": [{"Pattern": json.dumps({"data": {"name": EVEN}})}]}]),
    member("MetricsConfig", [{"Metrics": ["EventCount"]}]),
)
limiting = st.tuples(
    member("MaximumRetryAttempts", [0, 1, 3]),
    member("MaximumRecordAgeInSeconds", [60, 300]),
    member("BisectBatchOnFunctionError", [True]),
    member("FunctionResponseTypes", [["ReportBatchItemFailures"]]),
    member("DestinationConfig", [{"OnFailure": {"Destination": QUEUE}}]),
)
functions = st.fixed_dictionaries(
    {
        "errors": st.sampled_from([0.0, 0.2, 0.7]),
        "partly": st.sampled_from([0.0, 0.3]),
        "nonsense": st.sampled_from([0.0, 0.1]),
        "takes_s": st.sampled_from([0.0, 0.3, 4.0]),
        "poison": st.sampled_from([None, *KEYS]),
    }
)
changes = st.lists(
    st.tuples(st.integers(1, 90), st.sampled_from(["disable", "enable", "split", "throttle", "free"])),
    max_size=4,
)


def merged(parts):
    return {name: value for part in parts for name, value in part.items()}


def random_function(stage, rng, nature):
    """Errors by chance, answers that report items, nonsense, and a key that never goes through."""

    def answer(names):
        keys = {record["kinesis"]["partitionKey"] for record in stage.events[-1]["Records"]}
        if nature["poison"] in keys or rng.random() < nature["errors"]:
            raise ValueError("by chance")
        if rng.random() < nature["partly"]:
            return stage.failures(rng.choice(names))
        return {"batchItemFailures": ["?"]} if rng.random() < nature["nonsense"] else None

    return answer


def change(stage, what):
    """One interference. A mapping on its way, or a stream, may refuse it."""
    client, kinesis = stage.lambda_, boto3.client("kinesis")
    try:
        if what in ("disable", "enable"):
            client.update_event_source_mapping(UUID=stage.uuid, Enabled=what == "enable")
        elif what == "split":
            shard = stage.stream.open_shards[0]
            middle = str((shard.hash_start + shard.hash_end) // 2)
            kinesis.split_shard(
                StreamName=stage.stream.name, ShardToSplit=shard.id, NewStartingHashKey=middle
            )
        elif what == "throttle":
            client.put_function_concurrency(FunctionName="bill", ReservedConcurrentExecutions=0)
        else:
            client.delete_function_concurrency(FunctionName="bill")
    except (client.exceptions.ResourceInUseException, kinesis.exceptions.ResourceInUseException):
        return


def run(stage, seed, settings_, changes_=()):
    """Ninety seconds of records and interference, the ledger looked at each second."""
    rng = random.Random(seed)
    stage.map(**settings_)
    number = 0
    for second in range(90):
        stage.at(second + rng.random() * 0.9)
        for _ in range(rng.choice((0, 1, 5, 30))):
            stage.put(f"r{number:05d}", key=rng.choice(KEYS))
            number += 1
        for at, what in changes_:
            if at == second:
                change(stage, what)
        assert stage.world.ledger.balance(stage.world.clock.now_us) == 0
    return number


@given(
    st.integers(0, 2**16), st.integers(1, 3), harmless.map(merged), limiting.map(merged), functions, changes
)
@examples(6, suppress_health_check=[HealthCheck.too_slow])
def test_every_record_of_a_drained_stream_has_exactly_one_end(seed, shards, how, until, nature, interference):
    with World(seed=seed) as world:
        boto3.client("sqs").create_queue(QueueName="failed")
        stage = Stage(world)
        stage.make(shards, takes_s=nature["takes_s"], timeout_s=3 if nature["takes_s"] < 3 else 60)
        stage.answer = random_function(stage, random.Random(seed), nature)
        stage.stream.retention_h = RETENTION_H
        records = run(stage, seed, how | until, interference)
        stage.at(200)
        change(stage, "free")
        change(stage, "enable")
        stage.at(600)
        assert sum(stage.fates.values()) == records
        assert set(stage.fates) <= ENDS
        gone = sum(step.records for step in stage.mapping.history if step.did is Did.EXPIRED)
        if not {"ParallelizationFactor", "FilterCriteria"} & how.keys():
            assert gone == stage.fates.get("expired", 0)
        assert gone >= stage.fates.get("expired", 0)  # after a stop, what was done ahead is owed again
        told = world.ledger.delivered_again + len({name for _, names in stage.calls for name in names})
        assert told == sum(len(names) for _, names in stage.calls)


@given(st.integers(0, 2**16), st.integers(1, 3), harmless.map(merged), st.sampled_from([0.0, 0.3, 4.0]))
@examples(4, suppress_health_check=[HealthCheck.too_slow])
def test_without_failures_each_record_comes_once_and_the_order_of_each_key_holds(seed, shards, how, takes_s):
    with World(seed=seed) as world:
        stage = Stage(world)
        stage.make(shards, takes_s=takes_s, timeout_s=60)
        records = run(stage, seed, how, [(20, "split")])
        stage.at(2 * HOUR_S)
        assert sum(stage.fates.values()) == records
        assert set(stage.fates) <= HARMLESS
        by_key = defaultdict(list)
        for event in stage.events:
            for record in event["Records"]:
                by_key[record["kinesis"]["partitionKey"]].append(int(record["kinesis"]["sequenceNumber"]))
        assert all(numbers == sorted(set(numbers)) for numbers in by_key.values())
        assert sum(map(len, by_key.values())) == stage.fates.get("handled", 0)


@pytest.mark.nightly
@given(st.integers(0, 2**16), limiting.map(merged), functions)
@examples(4)
def test_the_same_seed_gives_the_same_story(seed, until, nature):
    def story():
        with World(seed=seed) as world:
            boto3.client("sqs").create_queue(QueueName="failed")
            stage = Stage(world)
            stage.make(2, takes_s=nature["takes_s"], timeout_s=60)
            stage.answer = random_function(stage, random.Random(seed), nature)
            run(stage, seed, until)
            return stage.story, stage.uuid, world.totals()

    assert story() == story()
