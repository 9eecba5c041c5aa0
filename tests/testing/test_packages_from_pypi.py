"""Two packages from PyPI that write to Kinesis, as they are, in a world: what they lose and duplicate.

`docs/at-work.md` tells it.
"""

import json
import os
import subprocess
import sys

import pytest

PACKAGES = ("kinesis-producer==0.2.1", "amazon-kinesis-utils==0.1.8", "aws-kinesis-agg==1.2.3", "protobuf")
SCRIPT = """
import json, logging, sys, time
sys.path.append(sys.argv[1])
import boto3
from amazon_kinesis_utils.kinesis import put_records_batch
from kinesis_producer import KinesisProducer
from lablib import World

logging.disable(logging.CRITICAL)


def producer(trouble):
    config = dict(
        aws_region="us-east-1", stream_name="usage", record_delimiter=b"\\n", buffer_size_limit=2_000,
        buffer_time_limit=0.2, kinesis_concurrency=4, kinesis_max_retries=3,
    )
    sender = KinesisProducer(config=config)
    for number in range(300):
        sender.send(b"%06d" % number + b"x" * 94)
        time.sleep(0.01)
    sender.join()


def batches(trouble, retries=3):
    events = ["%06d" % each for each in range(2_500)]
    return len(put_records_batch(boto3.client("kinesis"), "usage", events, retries) or [])


def lines(kinesis):
    where = dict(StreamName="usage", ShardId="shardId-000000000000", ShardIteratorType="TRIM_HORIZON")
    iterator, found = kinesis.get_shard_iterator(**where)["ShardIterator"], []
    while not found or answer["MillisBehindLatest"]:
        time.sleep(6)
        answer = kinesis.get_records(ShardIterator=iterator)
        iterator = answer["NextShardIterator"]
        found += [line[:6] for each in answer["Records"] for line in each["Data"].split(b"\\n") if line]
    return found


def seen(write, count, **trouble):
    with World(seed=7) as world:
        kinesis = boto3.client("kinesis")
        kinesis.create_stream(StreamName="usage", ShardCount=1)
        time.sleep(60)
        if "kind" in trouble:
            world.fault(trouble.pop("kind"), for_s=trouble.pop("for_s", 1))
        began_s = world.elapsed_s
        told = write(world, **trouble)
        took_s = round(world.elapsed_s - began_s, 3)
        time.sleep(60)
        found = lines(kinesis)
    once = len(set(found))
    return dict(lost=count - once, twice=len(found) - once, told=told or 0, took_s=took_s)


print(json.dumps([
    seen(producer, 300),
    seen(producer, 300, kind="http_500", for_s=2),
    seen(producer, 300, kind="hang_after_processing"),
    seen(batches, 2_500),
    seen(batches, 2_500, retries=0),
    seen(batches, 2_500, kind="hang_after_processing"),
]))
"""


TROUBLE = (
    "kinesis-producer",
    "kinesis-producer, 2 s of HTTP 500",
    "kinesis-producer, 1 s without answers",
    "amazon-kinesis-utils",
    "amazon-kinesis-utils, throttled, no retries",
    "amazon-kinesis-utils, 1 s without answers",
)


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """A folder with the packages, without what they depend on: that is here."""
    folder = tmp_path_factory.mktemp("packages")
    command = (
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--target",
        folder,
    )
    subprocess.run([sys.executable, *command, *PACKAGES], check=True)
    return folder


def run(packages, hash_seed):
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-W", "ignore", "-c", SCRIPT, packages]
    return json.loads(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)


@pytest.mark.nightly
def test_what_they_lose_and_duplicate_is_the_same_in_each_process(packages):
    once = run(packages, "1")
    assert once == run(packages, "2")
    found = [(each["lost"], each["twice"], each["told"]) for each in once]
    assert dict(zip(TROUBLE, found, strict=True)) == {
        "kinesis-producer": (0, 0, 0),
        "kinesis-producer, 2 s of HTTP 500": (180, 0, 0),
        "kinesis-producer, 1 s without answers": (0, 80, 0),
        "amazon-kinesis-utils": (0, 0, 0),
        "amazon-kinesis-utils, throttled, no retries": (1_480, 0, 480),
        "amazon-kinesis-utils, 1 s without answers": (0, 500, 0),
    }
    assert [each["took_s"] for each in once] == [3.04, 3.04, 60.819, 1.579, 0.029, 61.584]
