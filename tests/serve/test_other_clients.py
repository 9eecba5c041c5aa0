"""The AWS CLI from PyPI and the SDK for JavaScript from npm, in environments of their own."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

pytestmark = pytest.mark.nightly
CLI = "awscli==1.46.3"
NPM = [f"@aws-sdk/client-{name}" for name in ("kinesis", "lambda", "cloudwatch", "sqs")]
SCRIPT = Path(__file__).with_name("other_clients.mjs")
MAPPED = ["--starting-position", "LATEST", "--maximum-retry-attempts", "0"]
ALARM = {
    "namespace": "AWS/Lambda",
    "metric-name": "Errors",
    "statistic": "Sum",
    "period": 60,
    "evaluation-periods": 1,
    "threshold": 1,
    "treat-missing-data": "ignore",  # it stays in ALARM: to start the CLI takes minutes of the world's time
    "comparison-operator": "GreaterThanOrEqualToThreshold",
    "dimensions": "Name=FunctionName,Value=bill",
}


@pytest.fixture
def own(start_server, handlers):
    """A server of its own."""
    one = start_server("--speed", 60, "--functions", handlers)
    yield one
    assert one.end() == (0, "")


@pytest.fixture
def aws(own, tmp_path):
    """`aws("kinesis", "list-streams")`: what the CLI prints, read; a failure is its words."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--target", tmp_path / "cli", CLI], check=True)
    keys = {"AWS_ACCESS_KEY_ID": "AKIDCLI", "AWS_SECRET_ACCESS_KEY": "any", "AWS_DEFAULT_REGION": "us-east-1"}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment = clean | keys | {"PYTHONPATH": str(tmp_path / "cli"), "AWS_CONFIG_FILE": os.devnull}

    def call(*arguments):
        command = [sys.executable, "-m", "awscli", "--endpoint-url", own.url, *map(str, arguments)]
        ran = subprocess.run(
            command, capture_output=True, text=True, check=False, env=environment, cwd=tmp_path
        )
        return ran.stderr.strip() if ran.returncode else json.loads(ran.stdout or "null")

    return call


def until(ask):
    """What `ask` returns once that is something."""
    return next(found for found in (ask() for _ in range(60)) if found)


def test_the_aws_cli_puts_maps_and_reads_metrics_and_alarms(aws, tmp_path):
    aws("kinesis", "create-stream", "--stream-name", "cli", "--shard-count", 1)
    summary = [
        "kinesis",
        "describe-stream-summary",
        "--stream-name",
        "cli",
        "--query",
        "StreamDescriptionSummary",
    ]
    until(lambda: aws(*summary)["StreamStatus"] == "ACTIVE")
    arn = aws(*summary)["StreamARN"]
    entries = [{"Data": "A" * 4_000, "PartitionKey": "t"}] * 500
    (tmp_path / "entries.json").write_text(json.dumps(entries))
    put = aws("kinesis", "put-records", "--stream-name", "cli", "--records", "file://entries.json")
    assert put["FailedRecordCount"] == sum("ErrorCode" in each for each in put["Records"]) > 100
    mapping = aws(
        "lambda", "create-event-source-mapping", "--function-name", "bill", "--event-source-arn", arn, *MAPPED
    )
    until(lambda: aws("lambda", "get-event-source-mapping", "--uuid", mapping["UUID"])["State"] == "Enabled")
    bill = ["--dimensions", "Name=FunctionName,Value=bill"]
    alarm = [text for name, value in ALARM.items() for text in (f"--{name}", value)]
    aws("cloudwatch", "put-metric-alarm", "--alarm-name", "cli", *alarm)
    poison = ["--partition-key", "t", "--data", "poison"]
    assert aws("kinesis", "put-record", "--stream-name", "cli", *poison)["ShardId"] == "shardId-000000000000"
    alarms = ["cloudwatch", "describe-alarms", "--state-value", "ALARM"]
    (alarm,) = until(lambda: aws(*alarms)["MetricAlarms"])
    at = datetime.fromtimestamp(alarm["StateUpdatedTimestamp"], UTC)
    hour = timedelta(hours=1)
    span = [
        "--start-time",
        (at - hour).isoformat(),
        "--end-time",
        (at + hour).isoformat(),
        "--period",
        "7200",
    ]
    metric = ["--namespace", "AWS/Lambda", "--metric-name", "Errors", "--statistics", "Sum"]
    points = aws("cloudwatch", "get-metric-statistics", *metric, *bill, *span)["Datapoints"]
    assert sum(each["Sum"] for each in points) == 1
    assert "(ResourceNotFoundException)" in aws("kinesis", "put-record", "--stream-name", "none", *poison)
    queue = aws("sqs", "create-queue", "--queue-name", "cli")["QueueUrl"]
    aws("sqs", "send-message", "--queue-url", queue, "--message-body", "hi")
    assert aws("sqs", "receive-message", "--queue-url", queue)["Messages"][0]["Body"] == "hi"
    assert "(NotModelled)" in aws("braket", "search-jobs", "--filters", "[]")


@pytest.mark.skipif(not shutil.which("npm"), reason="needs node and npm")
def test_the_sdk_for_javascript_puts_maps_and_reads_metrics_and_alarms(own, tmp_path):
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", tmp_path]
    subprocess.run([*npm, *NPM, "@smithy/node-http-handler"], check=True)
    script = shutil.copy(SCRIPT, tmp_path)
    ran = subprocess.run(["node", script, own.url], capture_output=True, text=True, check=False, timeout=120)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {
        "shard": "shardId-000000000000",
        "failed": 238,
        "codes": ["ProvisionedThroughputExceededException"],
        "alarm": "js",
        "errors": 1,
        "unknown": "ResourceNotFoundException",
        "window": "ValidationException",
        "message": "hi",
    }
