"""The plugin in a run of pytest: its fixtures, its marker, what it leaves alone."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import boto3
import pytest
from moto import mock_aws

from lablib.teaching.course import repo_root
from lablib.testing.marker import Settings, settings_of

WITHOUT_A_FIXTURE = """
import sys

def test_lablib_is_not_there():
    assert [name for name in sys.modules if name == "lablib" or name.startswith("lablib.")] == []
    assert "lablib_pytest" in sys.modules
    assert "boto3" not in sys.modules
"""


def test_a_run_without_its_fixtures_imports_nothing_of_lablib(tmp_path):
    (tmp_path / "test_other.py").write_text(WITHOUT_A_FIXTURE)
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "lablib_pytest", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(repo_root() / "src"), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, ran.stdout.splitlines()[-1][:8]) == (0, "1 passed"), ran.stdout


@pytest.mark.world(seed=7, shards=3, stream="usage")
def test_the_marker_sets_the_seed_the_shards_and_the_name(world, stream):
    about = boto3.client("kinesis").describe_stream_summary(StreamName="usage")["StreamDescriptionSummary"]
    assert (world.seed, about["OpenShardCount"], about["StreamStatus"]) == (7, 3, "ACTIVE")
    assert (stream.name, stream.arn) == ("usage", about["StreamARN"])


class Mark:
    def __init__(self, *args, **kwargs):
        self.args, self.kwargs = args, kwargs


def test_the_nearest_marker_counts():
    assert settings_of([Mark(seed=2), Mark(seed=1, shards=4)]) == Settings(seed=2, shards=4)


@pytest.mark.parametrize("mark", [Mark(7), Mark(shard=2)])
def test_a_marker_with_something_else_is_refused_with_the_remedy(mark):
    with pytest.raises(ValueError, match=r"doesn't take (7|shard)\. Remedy: give seed=\.\.\., shards="):
        settings_of([mark])


def test_a_day_passes_at_once_and_pytest_counts_real_seconds(world):
    from _pytest import timing

    began = timing.Instant()
    time.sleep(86_400)
    assert world.elapsed_s == 86_400
    assert began.elapsed().seconds < 3_600


def test_code_that_never_ends_is_ended(world):
    from lablib.simulator.clock.errors import OutOfTime

    def never_ends():
        while True:
            time.sleep(86_400)

    with pytest.raises(OutOfTime):
        never_ends()


def test_a_fault_is_switched_on(stream, faults):
    from botocore.config import Config
    from botocore.exceptions import ClientError

    kinesis = boto3.client("kinesis", config=Config(retries={"total_max_attempts": 1}))
    faults("http_500", for_s=5)
    with pytest.raises(ClientError, match="InternalFailure"):
        kinesis.put_record(StreamName=stream.name, Data=b"one", PartitionKey="a")


def test_a_mapping_takes_a_handler_or_the_name_of_a_function_and_is_enabled(world, stream, mapping):
    got = []
    world.deploy(lambda event, context: got.append("named"), name="by-name", timeout_s=60)

    def handler(event, context):
        got.append("handler")

    answers = [mapping(handler, BatchSize=7), mapping("by-name")]
    boto3.client("kinesis").put_record(StreamName=stream.name, Data=b"one", PartitionKey="a")
    time.sleep(10)
    assert sorted(got) == ["handler", "named"]
    assert (answers[0]["BatchSize"], answers[0]["StartingPosition"]) == (7, "TRIM_HORIZON")


def other_services_work():
    s3 = boto3.client("s3", region_name="us-east-1")
    s3.create_bucket(Bucket="invoices")
    return [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]


def test_moto_answers_the_other_services_in_a_world(world):
    assert other_services_work() == ["invoices"]


@mock_aws
def test_beside_a_mock_of_moto_kinesis_and_lambda_are_the_world_s_and_the_rest_is_the_mock_s(
    world, stream, mapping
):
    def bill(event, context):
        return len(event["Records"])

    mapping(bill)
    boto3.client("kinesis").put_record(StreamName=stream.name, Data=b"one", PartitionKey="a")
    assert other_services_work() == ["invoices"]
    boto3.client("kinesis").put_record(StreamName=stream.name, Data=b"two", PartitionKey="a")
    time.sleep(5)
    assert world.totals()["handled"] == 2
    assert [each["FunctionName"] for each in boto3.client("lambda").list_functions()["Functions"]] == ["bill"]


@pytest.fixture
def mock_with_a_core_of_its_own():
    with mock_aws(config={"core": {"reset_boto3_session": False}}):
        yield


def test_a_mock_with_a_core_of_its_own_may_be_there_before_the_world(
    mock_with_a_core_of_its_own, world, stream
):
    boto3.client("kinesis").put_record(StreamName=stream.name, Data=b"one", PartitionKey="a")
    assert other_services_work() == ["invoices"]
    assert world.totals()["stored"] == 1


@mock_aws
def test_after_a_world_the_mock_has_all_services_again():
    kinesis = boto3.client("kinesis", region_name="us-east-1")
    kinesis.create_stream(StreamName="moto", ShardCount=1)
    assert kinesis.list_streams()["StreamNames"] == ["moto"]
