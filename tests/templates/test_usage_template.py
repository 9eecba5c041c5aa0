"""The course's template in the simulator, with what learners write in labs 04 and 06 to 08."""

import base64
import json
import time
from datetime import UTC, datetime

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from fresh_python import run_as_lambda_would
from solved_notebook import notebook

from lablib.scenarios.mapping.blocked_consumer import pause_s
from lablib.scenarios.mapping.incident_drill import Incident
from lablib.scenarios.shards.alarms import transitions
from lablib.simulator import World
from lablib.templates import deploy_template, package_function, usage_template

ONCE = Config(retries={"total_max_attempts": 1})
BAD = b'{"event_id": "cut'


def event_of(*datas):
    return {
        "Records": [
            {
                "eventID": f"shardId-000000000000:{number}",
                "kinesis": {
                    "data": base64.b64encode(data).decode(),
                    "partitionKey": "t-0001",
                    "sequenceNumber": str(number),
                    "approximateArrivalTimestamp": 1.5,
                },
            }
            for number, data in enumerate(datas)
        ]
    }


def put(stack, *datas):
    entries = [{"Data": data, "PartitionKey": "t-0001"} for data in datas]
    return boto3.client("kinesis", config=ONCE).put_records(StreamName=stack["Usage"], Records=entries)


def until(world, minute):
    """Sleep until a second after the beginning of a minute of the world."""
    world.sleep(60 * minute + 1 - world.elapsed_s)


def numbered(count):
    return [json.dumps({"event_id": f"e-{number}"}).encode() for number in range(count)]


@pytest.mark.nightly
def test_a_function_that_uses_lab_06_gets_the_events_with_tenant_time_and_shard():
    cells = notebook("06.1", handler="def handler(event, context):\n    print(json.dumps(usage_of(event)))\n")
    with World(seed=1) as world:
        stack = deploy_template(world, usage_template(), {"Bill": cells["handler"]}, {"Name": "lab-06"})
        stored_s = time.time()
        put(stack, *numbered(2))
        world.sleep(30)
        [log] = world.logs(stack["Bill"])
        assert world.totals()["handled"] == 2
    found = json.loads(log.lines[1])
    assert [(each["event_id"], each["tenant"]) for each in found] == [("e-0", "t-0001"), ("e-1", "t-0001")]
    assert {each["shard"] for each in found} == {"shardId-000000000000"}
    assert all(stored_s <= each["stored_at"] < stored_s + 1 for each in found)


@pytest.mark.nightly
def test_a_shard_that_is_blocked_as_in_lab_07_sets_the_alarm_off_and_its_record_is_found():
    cells = notebook(
        "07.1",
        handler="""
def price(data):
    return len(json.loads(data))

def handler(event, context):
    first, now = event["Records"][0], time.time()
    age_s = now - first["kinesis"]["approximateArrivalTimestamp"]
    print(json.dumps({"at": now, "shard": first["eventID"].partition(":")[0], "age_s": age_s}))
    for record in event["Records"]:
        price(base64.b64decode(record["kinesis"]["data"]))
""",
    )
    defaults = {"MaximumRetryAttempts": -1, "MaximumRecordAgeInSeconds": -1}
    with World(seed=1) as world:
        begin = datetime.now(UTC)
        stack = deploy_template(world, usage_template(), {"Bill": cells["handler"]}, defaults)
        until(world, 1)
        numbers = [each["SequenceNumber"] for each in put(stack, *numbered(2), BAD, *numbered(5))["Records"]]
        until(world, 10)
        line = json.loads(world.logs(stack["Bill"])[-1].lines[1])
        found = cells["find_poison"](boto3.client("kinesis"), stack["Usage"], line, cells["price"])
        age = transitions("lablib-usage-late", begin)
    assert found == numbers[2]
    assert age == [(60, "OK"), (420, "ALARM")]


def test_lab_08_reports_the_bad_record_and_redrives_what_the_queue_is_told_of():
    cells = notebook(
        "08.1", "08.2", handler="def handler(event, context):\n    return bill_batch(event, json.loads)\n"
    )
    redriven = []

    def handle(data):
        redriven.append(json.loads(data)["event_id"])

    with World(seed=1) as world:
        settings = {"MaximumRetryAttempts": 3, "BatchSize": 4}
        stack = deploy_template(world, usage_template(), {"Bill": cells["handler"]}, settings)
        datas = numbered(10)
        stored = put(stack, *datas[:5], BAD, *datas[6:])["Records"]
        world.sleep(120)
        totals = world.totals()
        clients = boto3.client("sqs"), boto3.client("kinesis")
        failed = cells["redrive"](*clients, stack.outputs["QueueUrl"], handle)
    assert (totals["handled"], totals["sent to destination"]) == (7, 3)
    assert failed == [stored[5]["SequenceNumber"]]
    assert redriven == ["e-6", "e-7"]


def test_the_settings_of_lab_08_are_parameters_of_the_template():
    settings = notebook("08.3")["tame"](Incident(shards=1).as_dict(), pause_s)
    fixed = ("BisectBatchOnFunctionError", "FunctionResponseTypes", "DestinationConfig")
    parameters = {name: value for name, value in settings.items() if name not in fixed}
    with World(seed=1) as world:
        stack = deploy_template(world, usage_template(), {"Bill": print}, parameters)
        mapping = boto3.client("lambda").get_event_source_mapping(UUID=stack["Mapping"])
    assert {name: mapping[name] for name in settings if name != "DestinationConfig"} == {
        name: value for name, value in settings.items() if name != "DestinationConfig"
    }
    assert mapping["DestinationConfig"]["OnFailure"]["Destination"].endswith(":lablib-usage-given-up")


def test_each_alarm_goes_off_after_its_own_trouble():
    cells = notebook("08.1", handler="def handler(event, _):\n    return bill_batch(event, json.loads)\n")
    parameters = {"NeverQuiet": True, "MaximumRetryAttempts": 2}
    with World(seed=1) as world:
        begin = datetime.now(UTC)
        stack = deploy_template(world, usage_template(), {"Bill": cells["handler"]}, parameters)

        def throttle():
            assert [put(stack, *500 * [b"{}"])["FailedRecordCount"] for _ in range(3)][-1] > 0

        def fail_a_call():
            world.fault("http_500", for_s=1)
            with pytest.raises(ClientError, match="InternalFailure"):
                put(stack, b"{}")

        def drop_untold():
            boto3.client("sqs").delete_queue(QueueUrl=stack["GivenUp"])
            put(stack, BAD)

        trouble = {2: throttle, 4: lambda: put(stack, BAD), 6: fail_a_call, 8: drop_untold}
        for minute in range(1, 11):
            until(world, minute)
            put(stack, b"{}")
            trouble.get(minute, int)()
        until(world, 20)
        name = "lablib-usage-"
        seen = {
            alarm["AlarmName"].removeprefix(name): [
                at_s // 60
                for at_s, state in transitions(alarm["AlarmName"], begin)
                if state == "ALARM" and at_s > 60
            ]
            for alarm in boto3.client("cloudwatch").describe_alarms(AlarmNamePrefix=name)["MetricAlarms"]
        }
    assert seen == {
        "throttled": [3],
        "to-redrive": [5],
        "calls-fail": [7],
        "dropped": [9],
        "untold": [9],
        "no-calls": [14],
        "late": [],
    }


def test_the_alarm_on_throttled_records_is_the_one_of_lab_04_and_has_the_tag_of_the_run():
    with World(seed=1) as world:
        stack = deploy_template(world, usage_template(), {"Bill": print}, {"RunId": "a1"})
        arn = stack.resources["Throttled"].attributes["Arn"]
        tags = boto3.client("cloudwatch").list_tags_for_resource(ResourceARN=arn)["Tags"]
        [alarm] = boto3.client("cloudwatch").describe_alarms(AlarmNames=[stack["Throttled"]])["MetricAlarms"]
        expected = notebook("04.4")["throttled_alarm"](stack["Usage"])
    assert {name: alarm[name] for name in expected} == expected
    assert tags == [{"Key": "lablib-run", "Value": "a1"}]


@pytest.mark.parametrize(
    ("exercise", "handler", "datas", "answers"),
    [
        (
            "06.1",
            "def alert(event, context):\n    return usage_of(event)\n",
            [b'{"event_id": "e"}'],
            [{"event_id": "e", "tenant": "t-0001", "stored_at": 1.5, "shard": "shardId-000000000000"}],
        ),
        (
            "08.1",
            "def handler(event, context):\n    return bill_batch(event, json.loads)\n",
            [b"{}", BAD, b"{}"],
            {"batchItemFailures": [{"itemIdentifier": "1"}]},
        ),
    ],
)
def test_what_a_lab_has_written_runs_from_its_package_in_a_fresh_python(
    exercise, handler, datas, answers, tmp_path
):
    cells = notebook(exercise, handler=handler)
    package = package_function(cells.get("alert") or cells["handler"])
    assert run_as_lambda_would(package, event_of(*datas), tmp_path) == answers
