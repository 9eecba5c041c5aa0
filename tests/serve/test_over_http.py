"""Kinesis, Lambda and CloudWatch as a client meets them that has nothing but an address."""

import json
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    EndpointConnectionError,
    ReadTimeoutError,
)
from typer.testing import CliRunner

from lablib.cli.app import app

FULL = [{"Data": b"%03d" % number + bytes(4_000), "PartitionKey": "t-1"} for number in range(500)]
"""Two megabytes: twice what a shard takes in a second."""


def told(served):
    return json.load(urlopen(f"{served.url}/_lablib", timeout=10))


def switch_on(served, **settings):
    body, headers = json.dumps(settings).encode(), {"Content-Type": "application/json"}
    return json.load(urlopen(Request(f"{served.url}/_lablib/faults", body, headers), timeout=10))


def read_all(kinesis, stream):
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId="shardId-000000000000", ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    records = []
    while True:
        answer = kinesis.get_records(ShardIterator=iterator)
        records += answer["Records"]
        iterator = answer["NextShardIterator"]
        if not answer["MillisBehindLatest"]:
            return records
        time.sleep(0.05)  # three virtual seconds


def within(seconds, ask):
    """What `ask` returns once it returns something true."""
    until_s = time.monotonic() + seconds
    while not (found := ask()):
        assert time.monotonic() < until_s, found
        time.sleep(0.05)
    return found


def test_a_call_with_too_much_is_stored_in_part_and_read_back_as_it_was_answered(served, stream):
    kinesis = served.client("kinesis")
    answer = kinesis.put_records(StreamName=stream, Records=FULL)
    failed = [each["ErrorCode"] for each in answer["Records"] if "ErrorCode" in each]
    assert set(failed) == {"ProvisionedThroughputExceededException"}
    assert len(failed) == answer["FailedRecordCount"] == 500 - 2**20 // 4_006
    stored = [entry["Data"] for entry, each in zip(FULL, answer["Records"], strict=True) if "ShardId" in each]
    within(30, lambda: [each["Data"] for each in read_all(kinesis, stream)] == stored)
    assert answer["ResponseMetadata"]["RequestId"]


def test_many_clients_at_once_are_all_answered(served, stream):
    before = told(served)["records"]["offered"]

    def put(number):
        kinesis = served.client("kinesis", retries=5)
        return [
            kinesis.put_record(StreamName=stream, Data=f"client {number}, {call}", PartitionKey=str(call))
            for call in range(5)
        ]

    with ThreadPoolExecutor(8) as pool:
        sequence_numbers = [each["SequenceNumber"] for many in pool.map(put, range(8)) for each in many]
    assert len(set(sequence_numbers)) == 40
    assert told(served)["records"]["offered"] - before == 40


def test_faults_meet_this_door_as_well(served, stream):
    assert switch_on(served, kind="http_500", for_s=60, operation="ListStreams") == {
        "kind": "http_500",
        "for_s": 60.0,
    }
    with pytest.raises(ClientError, match="InternalFailureException"):
        served.client("kinesis").list_streams()
    switch_on(served, kind="connection_refused", for_s=60, operation="ListShards")
    with pytest.raises(ConnectionClosedError):
        served.client("kinesis").list_shards(StreamName=stream)
    switch_on(served, kind="hang", for_s=60, operation="DescribeLimits")
    with pytest.raises(ReadTimeoutError):
        served.client("kinesis", read_timeout=0.2).describe_limits()
    over_s = told(served)["elapsed_s"] + 60
    within(30, lambda: told(served)["elapsed_s"] > over_s)
    assert served.client("kinesis").list_streams()["StreamNames"] == [stream]


@pytest.mark.parametrize("settings", [{}, {"kind": "http_500"}, {"kind": "slow", "for_s": 1, "frob": 2}])
def test_what_are_no_settings_of_a_fault_is_refused_with_those_that_are(served, settings):
    with pytest.raises(HTTPError) as refused:
        switch_on(served, **settings)
    assert b"A fault takes an object with for_s and kind, and may have after_s, " in refused.value.read()


def test_a_mapping_runs_a_handler_of_the_file_and_its_metric_fires_an_alarm(served, stream):
    assert served.line.rstrip().endswith(
        "60 virtual seconds go by per second; functions: bill, echo. Ctrl-C ends it."
    )
    kinesis, lambda_, cloudwatch = (served.client(each) for each in ("kinesis", "lambda", "cloudwatch"))
    arn = kinesis.describe_stream_summary(StreamName=stream)["StreamDescriptionSummary"]["StreamARN"]
    lambda_.create_event_source_mapping(
        FunctionName="bill", EventSourceArn=arn, StartingPosition="LATEST", MaximumRetryAttempts=0
    )
    dimensions = [{"Name": "FunctionName", "Value": "bill"}]
    cloudwatch.put_metric_alarm(
        AlarmName="bill fails",
        Namespace="AWS/Lambda",
        MetricName="Errors",
        Dimensions=dimensions,
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        TreatMissingData="ignore",
        ComparisonOperator="GreaterThanOrEqualToThreshold",
    )
    within(30, lambda: lambda_.list_event_source_mappings()["EventSourceMappings"][0]["State"] == "Enabled")
    kinesis.put_record(StreamName=stream, Data=b"poison", PartitionKey="t-1")
    within(30, lambda: cloudwatch.describe_alarms(StateValue="ALARM")["MetricAlarms"])
    now = cloudwatch.describe_alarms()["MetricAlarms"][0]["StateUpdatedTimestamp"]
    points = cloudwatch.get_metric_statistics(
        Namespace="AWS/Lambda",
        MetricName="Errors",
        Dimensions=dimensions,
        StartTime=now - timedelta(minutes=30),
        EndTime=now + timedelta(minutes=30),
        Period=3600,
        Statistics=["Sum"],
    )["Datapoints"]
    assert sum(each["Sum"] for each in points) == 1
    assert json.load(lambda_.invoke(FunctionName="echo", Payload=b'{"a": 1}')["Payload"]) == {"a": 1}


@pytest.mark.nightly
def test_ctrl_c_answers_what_is_under_way_and_ends_with_nothing_to_say(start_server):
    own = start_server("--latency-ms", 400)
    kinesis = own.client("kinesis")
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(kinesis.list_streams)
        within(30, lambda: told(own)["requests"])
        assert own.end(signal.SIGINT) == (0, "")
        assert asked.result()["StreamNames"] == []
    with pytest.raises(EndpointConnectionError):
        kinesis.list_streams()


def test_a_port_that_is_taken_and_a_file_without_handlers_are_told_with_a_remedy(served, tmp_path):
    taken = CliRunner().invoke(app, ["serve", "--port", str(served.port)])
    assert (taken.exit_code, "Remedy: --port 0" in taken.output) == (1, True)
    (tmp_path / "none.py").write_text("VERSION = 1\n")
    empty = CliRunner().invoke(app, ["serve", "--port", "0", "--functions", str(tmp_path / "none.py")])
    assert (empty.exit_code, "has no handler. Remedy:" in empty.output) == (1, True)
