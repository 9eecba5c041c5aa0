"""Every parameter of a mapping: its default, its bounds, the rules between them, and what is not for Kinesis.

Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
"""

import pytest
from mapping_stage import ARN, FUNCTION

START = {"EventSourceArn": ARN, "FunctionName": FUNCTION, "StartingPosition": "TRIM_HORIZON"}
QUEUE = "arn:aws:sqs:us-east-1:111122223333:failed"


def test_the_answer_to_a_creation_shows_every_setting_with_its_default(stage):
    stage.make()
    answer = stage.map()
    del answer["ResponseMetadata"]["HTTPHeaders"], answer["ResponseMetadata"]["RequestId"]
    assert answer.pop("LastModified").timestamp() * 1_000_000 == stage.zero_us - 2_000_000
    uuid = answer.pop("UUID")
    assert len(uuid) == 36
    assert answer == {
        "ResponseMetadata": {"HTTPStatusCode": 202, "RetryAttempts": 0},
        "EventSourceArn": ARN,
        "EventSourceMappingArn": f"arn:aws:lambda:us-east-1:111122223333:event-source-mapping:{uuid}",
        "FunctionArn": f"arn:aws:lambda:us-east-1:111122223333:function:{FUNCTION}",
        "StartingPosition": "TRIM_HORIZON",
        "State": "Creating",
        "StateTransitionReason": "User action",
        "LastProcessingResult": "No records processed",
        "BatchSize": 100,
        "MaximumBatchingWindowInSeconds": 0,
        "ParallelizationFactor": 1,
        "MaximumRetryAttempts": -1,
        "MaximumRecordAgeInSeconds": -1,
        "BisectBatchOnFunctionError": False,
        "TumblingWindowInSeconds": 0,
        "FunctionResponseTypes": [],
        "DestinationConfig": {"OnFailure": {}},
    }


GIVEN = {
    "BatchSize": 10_000,
    "MaximumBatchingWindowInSeconds": 300,
    "ParallelizationFactor": 10,
    "MaximumRetryAttempts": 10_000,
    "MaximumRecordAgeInSeconds": 604_800,
    "BisectBatchOnFunctionError": True,
    "FunctionResponseTypes": ["ReportBatchItemFailures"],
    "DestinationConfig": {"OnFailure": {"Destination": QUEUE}},
    "FilterCriteria": {"Filters": [{"Pattern": '{"data": {"tenant": ["a"]}}'}] * 5},
    "MetricsConfig": {"Metrics": ["EventCount"]},
    "KMSKeyArn": "arn:aws:kms:us-east-1:111122223333:key/one",
}


def test_every_setting_is_echoed_as_it_was_given_at_its_upper_bound(stage):
    stage.make()
    answer = stage.map(**GIVEN)
    assert {name: answer[name] for name in GIVEN} == GIVEN


LOWEST = {
    "BatchSize": 1,
    "MaximumBatchingWindowInSeconds": 0,
    "ParallelizationFactor": 1,
    "MaximumRetryAttempts": 0,
    "MaximumRecordAgeInSeconds": 60,
    "TumblingWindowInSeconds": 900,
}


def test_the_lower_bounds_are_taken_as_well_and_so_is_the_longest_tumbling_window(stage):
    stage.make()
    answer = stage.map(**LOWEST)
    assert {name: answer[name] for name in LOWEST} == LOWEST


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("BatchSize", 0),
        ("BatchSize", 10_001),
        ("MaximumBatchingWindowInSeconds", -1),
        ("MaximumBatchingWindowInSeconds", 301),
        ("ParallelizationFactor", 0),
        ("ParallelizationFactor", 11),
        ("MaximumRetryAttempts", -2),
        ("MaximumRetryAttempts", 10_001),
        ("MaximumRecordAgeInSeconds", -2),
        ("MaximumRecordAgeInSeconds", 604_801),
        ("TumblingWindowInSeconds", -1),
        ("TumblingWindowInSeconds", 901),
        ("FunctionResponseTypes", ["ReportBatchItemFailures"] * 2),
        ("FunctionResponseTypes", ["ReportAll"]),
        ("StartingPosition", "EARLIEST"),
        ("FilterCriteria", {"Filters": [{"Pattern": "x" * 4_097}]}),
        ("MetricsConfig", {"Metrics": ["Everything"]}),
        ("EventSourceArn", "usage-events"),
    ],
)
def test_one_out_of_bounds_is_refused(stage, member, value):
    stage.make()
    code, status, message = stage.refused("create_event_source_mapping", **START | {member: value})
    assert (code, status) == ("ValidationException", 400)
    assert "1 validation error detected" in message
    assert member[0].lower() + member[1:] in message


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            {"MaximumRecordAgeInSeconds": 59},
            "MaximumRecordAgeInSeconds 59 is invalid: it is -1, or at least 60.",
        ),
        (
            {"MaximumRecordAgeInSeconds": 0},
            "MaximumRecordAgeInSeconds 0 is invalid: it is -1, or at least 60.",
        ),
        (
            {"TumblingWindowInSeconds": 1, "ParallelizationFactor": 2},
            "TumblingWindowInSeconds cannot be used with a ParallelizationFactor above 1.",
        ),
        (
            {"FilterCriteria": {"Filters": [{"Pattern": '{"data": {"tenant": ["a"]}}'}] * 6}},
            "FilterCriteria holds 6 filters, more than 5.",
        ),
        (
            {"FilterCriteria": {"Filters": [{"Pattern": "data"}]}},
            "Invalid filter pattern definition.",
        ),
        (
            {"StartingPosition": "AT_TIMESTAMP"},
            "StartingPositionTimestamp must be given for AT_TIMESTAMP.",
        ),
        (
            {"StartingPositionTimestamp": 1_793_577_600},
            "Timestamp only valid with StartingPosition AT_TIMESTAMP",
        ),
        (
            {"StartingPosition": "AT_TIMESTAMP", "StartingPositionTimestamp": -1_793_577_600},
            (
                "Received Exception while reading from provided stream. class java.lang.Long can not be "
                "converted to a Timestamp"
            ),
        ),
        (
            {"StartingPosition": "AT_TIMESTAMP", "StartingPositionTimestamp": 1_793_577_612},
            "StartingPositionTimestamp must not be in the future.",
        ),
        (
            {
                "DestinationConfig": {
                    "OnFailure": {"Destination": "arn:aws:lambda:us-east-1:111122223333:f:x"}
                }
            },
            (
                "The destination ARN arn:aws:lambda:us-east-1:111122223333:f:x is invalid: give an SQS "
                "standard queue, an SNS standard topic or an S3 bucket."
            ),
        ),
    ],
)
def test_a_rule_between_settings_is_kept(stage, settings, message):
    stage.make()
    answer = stage.refused("create_event_source_mapping", **START | settings)
    assert answer == ("InvalidParameterValueException", 400, message)


def test_a_new_mapping_of_a_stream_needs_a_starting_position(stage):
    stage.make()
    code, status, message = stage.refused(
        "create_event_source_mapping", EventSourceArn=ARN, FunctionName=FUNCTION
    )
    assert (code, status) == ("InvalidParameterValueException", 400)
    assert message == (
        "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: "
        "Member must not be null."
    )


def test_the_starting_positions_are_listed_in_aws_order(stage):
    """Recorded: LocalStack, tests/aws/services/lambda_/event_source_mapping/test_api.snapshot.json."""
    stage.make()
    assert stage.refused("create_event_source_mapping", **START | {"StartingPosition": "0"}) == (
        "ValidationException",
        400,
        (
            "1 validation error detected: Value '0' at 'startingPosition' failed to satisfy constraint: "
            "Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]"
        ),
    )


def test_the_note_on_batch_sizes_above_ten_without_a_window_is_not_enforced(stage):
    stage.make()
    assert stage.map(BatchSize=11, MaximumBatchingWindowInSeconds=0)["BatchSize"] == 11


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("ScalingConfig", {"MaximumConcurrency": 2}),
        ("ProvisionedPollerConfig", {"MinimumPollers": 1}),
        ("LoggingConfig", {"SystemLogLevel": "INFO"}),
        ("SourceAccessConfigurations", [{"Type": "BASIC_AUTH", "URI": "arn:aws:secretsmanager:x"}]),
        ("Queues", ["queue"]),
        ("Topics", ["topic"]),
        ("SelfManagedEventSource", {"Endpoints": {"KAFKA_BOOTSTRAP_SERVERS": ["a.example:9092"]}}),
        ("AmazonManagedKafkaEventSourceConfig", {"ConsumerGroupId": "group"}),
        ("SelfManagedKafkaEventSourceConfig", {"ConsumerGroupId": "group"}),
        ("DocumentDBEventSourceConfig", {"DatabaseName": "db"}),
    ],
)
def test_what_is_not_for_kinesis_is_refused(stage, member, value):
    stage.make()
    assert stage.refused("create_event_source_mapping", **START | {member: value}) == (
        "InvalidParameterValueException",
        400,
        f"{member} is not supported for event sources of type Kinesis.",
    )


def test_a_stream_has_no_destination_for_success(stage):
    stage.make()
    config = {"OnSuccess": {"Destination": QUEUE}}
    code, status, message = stage.refused("create_event_source_mapping", **START, DestinationConfig=config)
    assert (code, status) == ("InvalidParameterValueException", 400)
    assert message == "Unsupported DestinationConfig parameter for given event source mapping type."


def test_a_mapping_needs_a_source(stage):
    stage.make()
    refused = stage.refused(
        "create_event_source_mapping", FunctionName=FUNCTION, StartingPosition="TRIM_HORIZON"
    )
    assert refused == ("InvalidParameterValueException", 400, "Unrecognized event source.")


@pytest.mark.parametrize(
    ("service", "arn"),
    [
        ("sqs", "arn:aws:sqs:us-east-1:111122223333:failed"),
        ("dynamodb", "arn:aws:dynamodb:us-east-1:111122223333:table/bills/stream/2026-11-02T00:00:00.000"),
        ("kafka", "arn:aws:kafka:us-east-1:111122223333:cluster/bills/1"),
        ("mq", "arn:aws:mq:us-east-1:111122223333:broker:bills:b-1"),
        ("rds", "arn:aws:rds:us-east-1:111122223333:cluster:bills"),
    ],
)
def test_a_source_that_aws_has_and_the_lab_has_not_is_called_by_its_name(stage, service, arn):
    stage.make()
    code, _, message = stage.refused("create_event_source_mapping", **START | {"EventSourceArn": arn})
    assert code == "InvalidParameterValueException"
    assert message.startswith(f"The lab's Lambda does not model mappings of {service}: {arn}.")


def test_a_kafka_topic_as_a_destination_is_valid_on_aws_and_not_modelled(stage):
    stage.make()
    config = {"OnFailure": {"Destination": "kafka://topic"}}
    _, _, message = stage.refused("create_event_source_mapping", **START, DestinationConfig=config)
    assert "does not model the Kafka topic kafka://topic as a destination, which AWS takes" in message


@pytest.mark.parametrize(
    "name", ["gone", f"{FUNCTION}:7", "arn:aws:lambda:us-east-1:111122223333:function:gone"]
)
def test_a_function_that_is_not_there_is_a_wrong_value(stage, name):
    stage.begin()
    stage.at(0)
    wanted = ("InvalidParameterValueException", 400, "Function does not exist")  # recorded on AWS
    assert stage.refused("create_event_source_mapping", **START | {"FunctionName": name}) == wanted
    assert stage.refused("update_event_source_mapping", UUID=stage.uuid, FunctionName=name) == wanted


def test_what_is_wrong_is_told_in_the_order_that_is_on_record(stage):
    """LocalStack's authors follow AWS's: the source, its position, filters, the function, then the stream."""
    stage.make()
    wrong = {
        "DestinationConfig": {"OnSuccess": {"Destination": QUEUE}},
        "EventSourceArn": None,
        "StartingPosition": None,
        "FilterCriteria": {"Filters": [{"Pattern": "data"}]},
        "FunctionName": "gone",
    }
    right = {
        "DestinationConfig": {},
        "EventSourceArn": ARN.replace("usage", "other"),
        "StartingPosition": "LATEST",
        "FilterCriteria": {},
        "FunctionName": FUNCTION,
    }
    told = []
    for mended in range(6):
        asked = wrong | {name: right[name] for name in list(right)[:mended]}
        asked = {name: value for name, value in asked.items() if value is not None}
        told.append(stage.refused("create_event_source_mapping", **asked)[2].split()[0])
    assert told == ["Unsupported", "Unrecognized", "1", "Invalid", "Function", "Stream"]


def test_the_mappings_of_a_function_that_is_not_there_are_none(stage):
    stage.begin()
    names = [FUNCTION, f"arn:aws:lambda:us-east-1:111122223333:function:{FUNCTION}", "gone"]
    found = [stage.lambda_.list_event_source_mappings(FunctionName=name) for name in names]
    assert [len(each["EventSourceMappings"]) for each in found] == [1, 1, 0]


def test_a_marker_of_nobody_is_refused(stage):
    stage.begin()
    code, status, _ = stage.refused("list_event_source_mappings", Marker="abc")
    assert (code, status) == ("InvalidParameterValueException", 400)


def test_an_update_checks_the_same_and_changes_nothing_when_it_is_refused(stage):
    stage.begin(BatchSize=7)
    stage.at(0)
    code, _, _ = stage.refused(
        "update_event_source_mapping", UUID=stage.uuid, BatchSize=8, MaximumRecordAgeInSeconds=59
    )
    assert code == "InvalidParameterValueException"
    now = stage.lambda_.get_event_source_mapping(UUID=stage.uuid)
    assert (now["State"], now["BatchSize"]) == ("Enabled", 7)


def test_an_update_leaves_what_it_does_not_name(stage):
    stage.begin(BatchSize=7, MaximumRetryAttempts=3)
    stage.at(0)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, BatchSize=8)
    now = stage.lambda_.get_event_source_mapping(UUID=stage.uuid)
    assert (now["BatchSize"], now["MaximumRetryAttempts"]) == (7, 3)  # until the lanes stand still
    stage.at(5)
    now = stage.lambda_.get_event_source_mapping(UUID=stage.uuid)
    assert (now["BatchSize"], now["MaximumRetryAttempts"]) == (8, 3)


def test_an_update_can_take_the_destination_the_filters_and_the_response_types_away(stage):
    stage.begin(
        DestinationConfig={"OnFailure": {"Destination": QUEUE}},
        FilterCriteria={"Filters": [{"Pattern": '{"data": {"tenant": ["a"]}}'}]},
        FunctionResponseTypes=["ReportBatchItemFailures"],
    )
    stage.at(0)
    stage.lambda_.update_event_source_mapping(
        UUID=stage.uuid, DestinationConfig={"OnFailure": {}}, FilterCriteria={}, FunctionResponseTypes=[]
    )
    stage.at(5)
    now = stage.lambda_.get_event_source_mapping(UUID=stage.uuid)
    assert now["DestinationConfig"] == {"OnFailure": {}}
    assert now["FunctionResponseTypes"] == []
    assert "FilterCriteria" not in now
