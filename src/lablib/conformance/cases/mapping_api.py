"""The creation of an event source mapping: what is shown, what is refused, and in which words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from lablib.conformance.case import CaseBook, Check
from lablib.conformance.environment import Environment
from lablib.conformance.handlers import succeed
from lablib.conformance.refusals import invalid, refused, refused_for
from lablib.conformance.sources import (
    FILTERING,
    LAMBDA_API_SNAPSHOT,
    MAPPING_API_SNAPSHOT,
    MAPPING_SNAPSHOT,
    PARAMETERS,
    lambda_api,
)

book = CaseBook("lambda", "mapping_api")
CREATE = lambda_api("CreateEventSourceMapping")
INVALID = "InvalidParameterValueException"
LOCALSTACK_2024 = "LocalStack, October 2024"
LOCALSTACK_2025 = "LocalStack, February 2025"
LOCALSTACK_NOV_2025 = "LocalStack, November 2025"


@book.case("The answer to a creation shows every setting", MAPPING_SNAPSHOT, recorded=LOCALSTACK_2024)
def created(env: Environment) -> None:
    stream, function = env.stream(), env.deploy(succeed)
    shown = env.mapping(stream, function, StartingPosition="LATEST")
    status = shown.pop("ResponseMetadata")["HTTPStatusCode"]
    modified, uuid = shown.pop("LastModified"), shown.pop("UUID")
    assert isinstance(modified, datetime)
    wanted = {
        "BatchSize": 100,
        "BisectBatchOnFunctionError": False,
        "DestinationConfig": {"OnFailure": {}},
        "EventSourceArn": stream.arn,
        "EventSourceMappingArn": f"arn:aws:lambda:{env.region}:{env.account}:event-source-mapping:{uuid}",
        "FunctionArn": function.arn,
        "FunctionResponseTypes": [],
        "LastProcessingResult": "No records processed",
        "MaximumBatchingWindowInSeconds": 0,
        "MaximumRecordAgeInSeconds": -1,
        "MaximumRetryAttempts": -1,
        "ParallelizationFactor": 1,
        "StartingPosition": "LATEST",
        "State": "Creating",
        "StateTransitionReason": "User action",
        "TumblingWindowInSeconds": 0,
    }
    differs = {name for name in shown.keys() | wanted.keys() if shown.get(name) != wanted.get(name)}
    assert not differs, f"it differs in {sorted(differs)}: { ({name: shown.get(name) for name in differs}) }"
    assert status == 202, f"HTTP {status}"


@book.case(
    "A mapping that did its work is Enabled, and its last result is OK", MAPPING_SNAPSHOT,
    recorded=LOCALSTACK_2024, needs_function=True,
)  # fmt: skip
def enabled(env: Environment) -> None:
    stream = env.stream()
    env.put(stream, b"x")
    uuid = env.mapping(stream, env.deploy(succeed))["UUID"]
    env.mapping_state(uuid)
    env.wait(30)
    shown = env.lambda_.get_event_source_mapping(UUID=uuid)
    found = (shown["State"], shown["LastProcessingResult"])
    assert found == ("Enabled", "OK"), f"it is {found}"


@book.case("A mapping that isn't enabled becomes Disabled", CREATE)
def created_disabled(env: Environment) -> None:
    uuid = env.mapping(env.stream(), env.deploy(succeed), Enabled=False)["UUID"]
    env.mapping_state(uuid, "Disabled")


@book.case("A stream that isn't there: InvalidParameterValueException", MAPPING_SNAPSHOT,
           recorded=LOCALSTACK_NOV_2025, shards=0)  # fmt: skip
def unknown_stream(env: Environment) -> None:
    arn = f"arn:aws:kinesis:{env.region}:{env.account}:stream/{env.name()}"
    function = env.deploy(succeed)
    with refused(INVALID, f"Stream not found: {arn}"):
        env.lambda_.create_event_source_mapping(
            EventSourceArn=arn, FunctionName=function.name, StartingPosition="LATEST"
        )


@book.case("The same stream and function twice: ResourceConflictException, HTTP 409", MAPPING_SNAPSHOT,
           recorded=LOCALSTACK_NOV_2025)  # fmt: skip
def twice(env: Environment) -> None:
    stream, function = env.stream(), env.deploy(succeed)
    uuid = env.mapping(stream, function)["UUID"]
    words = (
        f'The event source arn (" {stream.arn} ") and function (" {function.name} ") provided mapping '
        f"already exists. Please update or delete the existing mapping with UUID {uuid}"
    )
    with refused("ResourceConflictException", words, 409):
        env.mapping(stream, function)


@book.case("A function that isn't there: InvalidParameterValueException, HTTP 400", LAMBDA_API_SNAPSHOT,
           recorded=LOCALSTACK_NOV_2025)  # fmt: skip
def unknown_function(env: Environment) -> None:
    stream = env.stream()
    with refused(INVALID, "Function does not exist"):
        env.lambda_.create_event_source_mapping(
            EventSourceArn=stream.arn, FunctionName=env.name(), StartingPosition="LATEST"
        )


@book.case("Without EventSourceArn: Unrecognized event source", LAMBDA_API_SNAPSHOT,
           recorded=LOCALSTACK_NOV_2025, shards=0)  # fmt: skip
def no_source(env: Environment) -> None:
    function = env.deploy(succeed)
    with refused(INVALID, "Unrecognized event source."):
        env.lambda_.create_event_source_mapping(FunctionName=function.name, StartingPosition="LATEST")


@book.case("Without StartingPosition: it must not be null", LAMBDA_API_SNAPSHOT, recorded=LOCALSTACK_NOV_2025)
def no_starting_position(env: Environment) -> None:
    stream, function = env.stream(), env.deploy(succeed)
    words = (
        "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: "
        "Member must not be null."
    )
    with refused(INVALID, words):
        env.lambda_.create_event_source_mapping(EventSourceArn=stream.arn, FunctionName=function.name)


@book.case("A starting position that doesn't exist: ValidationException with the three that do",
           MAPPING_API_SNAPSHOT, recorded=LOCALSTACK_2025)  # fmt: skip
def invented_starting_position(env: Environment) -> None:
    stream, function = env.stream(), env.deploy(succeed)
    rule = "Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]"
    with refused_for(invalid("'0'", "startingPosition", rule)):
        env.mapping(stream, function, StartingPosition="0")


@book.case("A time with another starting position than AT_TIMESTAMP is refused", MAPPING_API_SNAPSHOT,
           recorded=LOCALSTACK_2025)  # fmt: skip
def timestamp_without_need(env: Environment) -> None:
    stream, function = env.stream(), env.deploy(succeed)
    with refused(INVALID, "Timestamp only valid with StartingPosition AT_TIMESTAMP"):
        env.mapping(stream, function, StartingPosition="LATEST", StartingPositionTimestamp=datetime.now(UTC))


@book.case("A starting time in the future is refused", CREATE)
def timestamp_in_the_future(env: Environment) -> None:
    stream, function = env.stream(), env.deploy(succeed)
    with refused(INVALID):
        env.mapping(
            stream,
            function,
            StartingPosition="AT_TIMESTAMP",
            StartingPositionTimestamp=datetime.now(UTC) + timedelta(hours=1),
        )


@book.case("OnSuccess doesn't exist for streams", LAMBDA_API_SNAPSHOT, recorded=LOCALSTACK_NOV_2025)
def on_success(env: Environment) -> None:
    stream, function = env.stream(), env.deploy(succeed)
    words = "Unsupported DestinationConfig parameter for given event source mapping type."
    with refused(INVALID, words):
        env.mapping(stream, function, DestinationConfig={"OnSuccess": {"Destination": function.arn}})


@book.case("A batch size above 10 needs no batching window, whatever the reference says", MAPPING_SNAPSHOT,
           recorded=LOCALSTACK_2024)  # fmt: skip
def large_batch_without_window(env: Environment) -> None:
    shown = env.mapping(env.stream(), env.deploy(succeed), BatchSize=100)
    found = (shown["BatchSize"], shown["MaximumBatchingWindowInSeconds"])
    assert found == (100, 0), f"it shows {found}"


SETTINGS: list[tuple[str, str, dict[str, Any], str]] = [
    ("batch_size_too_high", "BatchSize 10,001", {"BatchSize": 10_001}, PARAMETERS),
    ("window_too_long", "A batching window of 301 s", {"MaximumBatchingWindowInSeconds": 301}, PARAMETERS),
    ("parallelization_too_high", "ParallelizationFactor 11", {"ParallelizationFactor": 11}, PARAMETERS),
    ("attempts_too_many", "10,001 retry attempts", {"MaximumRetryAttempts": 10_001}, PARAMETERS),
    ("age_too_short", "A record age of 59 s", {"MaximumRecordAgeInSeconds": 59}, PARAMETERS),
    ("age_too_long", "A record age above 7 days", {"MaximumRecordAgeInSeconds": 604_801}, PARAMETERS),
    ("tumbling_window_too_long", "A tumbling window of 901 s", {"TumblingWindowInSeconds": 901}, PARAMETERS),
    ("invented_response_type", "An unknown response type", {"FunctionResponseTypes": ["Everything"]}, CREATE),
    ("six_filters", "Six filters",
     {"FilterCriteria": {"Filters": [{"Pattern": '{"data": {"a": [1]}}'}] * 6}}, FILTERING),
    ("sqs_setting", "ScalingConfig, a setting for queues",
     {"ScalingConfig": {"MaximumConcurrency": 5}}, CREATE),
]  # fmt: skip


def _setting(settings: dict[str, Any]) -> Check:
    def check(env: Environment) -> None:
        stream, function = env.stream(), env.deploy(succeed)
        try:
            with refused(INVALID):
                env.mapping(stream, function, **settings)
        except AssertionError:
            with refused("ValidationException"):
                env.mapping(stream, function, **settings)

    return check


for _name, _words, _settings, _source in SETTINGS:
    _check = _setting(_settings)
    _check.__name__ = _name
    book.case(f"{_words} is refused" if _name != "six_filters" else "Six filters are refused", _source)(
        _check
    )
