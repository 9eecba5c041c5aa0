"""What can be changed about a stream: each change passes through UPDATING and takes effect at its end."""

from __future__ import annotations

import pytest

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.stream_metrics import SHARD_LEVEL_METRICS

ACCOUNT = limits.ACCOUNT_ID
ARN = f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/usage"
DAY = 24 * 3_600  # seconds


def summary(kinesis) -> dict[str, object]:
    return kinesis("DescribeStreamSummary", StreamName="usage")["StreamDescriptionSummary"]


CHANGES = [
    (
        "IncreaseStreamRetentionPeriod",
        {"StreamName": "usage", "RetentionPeriodHours": 48},
        "RetentionPeriodHours",
        24,
        48,
    ),
    (
        "UpdateMaxRecordSize",
        {"StreamARN": ARN, "MaxRecordSizeInKiB": 2_048},
        "MaxRecordSizeInKiB",
        1_024,
        2_048,
    ),
    (
        "UpdateStreamMode",
        {"StreamARN": ARN, "StreamModeDetails": {"StreamMode": "ON_DEMAND"}},
        "StreamModeDetails",
        {"StreamMode": "PROVISIONED"},
        {"StreamMode": "ON_DEMAND"},
    ),
    (
        "StartStreamEncryption",
        {"StreamName": "usage", "EncryptionType": "KMS", "KeyId": "key"},
        "EncryptionType",
        "NONE",
        "KMS",
    ),
    (
        "EnableEnhancedMonitoring",
        {"StreamName": "usage", "ShardLevelMetrics": ["IncomingBytes"]},
        "EnhancedMonitoring",
        [{"ShardLevelMetrics": []}],
        [{"ShardLevelMetrics": ["IncomingBytes"]}],
    ),
]


@pytest.mark.parametrize(("operation", "params", "member", "before", "after"), CHANGES)
def test_a_change_takes_thirty_seconds(kinesis, operation, params, member, before, after) -> None:
    kinesis.create()
    kinesis(operation, **params)
    timeline = []
    for second in (10, 39, 40):
        kinesis.at(second)
        timeline.append((second, kinesis.status(), summary(kinesis)[member]))

    assert timeline == [(10, "UPDATING", before), (39, "UPDATING", before), (40, "ACTIVE", after)]


NO_CHANGES = [
    ("IncreaseStreamRetentionPeriod", {"RetentionPeriodHours": 24}),
    ("DecreaseStreamRetentionPeriod", {"RetentionPeriodHours": 24}),
    ("UpdateMaxRecordSize", {"MaxRecordSizeInKiB": 1_024}),
    ("DisableEnhancedMonitoring", {"ShardLevelMetrics": ["ALL"]}),
]


@pytest.mark.parametrize(("operation", "params"), NO_CHANGES)
def test_setting_what_is_there_is_accepted_and_changes_nothing(kinesis, operation, params) -> None:
    """kinesalite accepts the retention that is there; model: the same for the others.

    https://github.com/mhart/kinesalite/blob/master/actions/increaseStreamRetentionPeriod.js
    """
    kinesis.create()
    before = summary(kinesis)
    kinesis(operation, StreamName="usage", **params)
    assert (kinesis.status(), summary(kinesis)) == ("ACTIVE", before)


@pytest.mark.parametrize(("operation", "params"), NO_CHANGES)
def test_a_stream_that_is_busy_refuses_that_too(kinesis, operation, params) -> None:
    kinesis.create()
    kinesis("StartStreamEncryption", StreamName="usage", EncryptionType="KMS", KeyId="key")
    assert kinesis.refused(operation, StreamName="usage", **params)[0] == "ResourceInUseException"


@pytest.mark.parametrize(("operation", "params", "member", "before", "after"), CHANGES)
def test_a_change_needs_an_active_stream(kinesis, operation, params, member, before, after) -> None:
    kinesis("CreateStream", StreamName="usage", ShardCount=1)

    assert kinesis.refused(operation, **params) == (
        "ResourceInUseException",
        f"Stream usage under account {ACCOUNT} not ACTIVE, instead in state CREATING",
    )


@pytest.mark.parametrize(
    ("operation", "hours", "message"),
    [
        (
            "DecreaseStreamRetentionPeriod",
            23,
            (
                "Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too"
                " short."
            ),
        ),
        (
            "IncreaseStreamRetentionPeriod",
            8_761,
            (
                "Maximum allowed retention period is 8760 hours. Requested retention period (8761 hours) is"
                " too long."
            ),
        ),
        (
            "IncreaseStreamRetentionPeriod",
            47,
            (
                "Requested retention period (47 hours) for stream usage can not be shorter than existing"
                " retention period (48 hours). Use DecreaseRetentionPeriod API."
            ),
        ),
        (
            "DecreaseStreamRetentionPeriod",
            49,
            (
                "Requested retention period (49 hours) for stream usage can not be longer than existing"
                " retention period (48 hours). Use IncreaseRetentionPeriod API."
            ),
        ),
    ],
)
def test_retention_stays_in_its_range_and_goes_the_way_it_is_called(
    kinesis, operation, hours, message
) -> None:
    kinesis.create()
    kinesis("IncreaseStreamRetentionPeriod", StreamName="usage", RetentionPeriodHours=48)
    kinesis.at(40)

    refused = kinesis.refused(operation, StreamName="usage", RetentionPeriodHours=hours)
    assert refused == ("InvalidArgumentException", message)


def test_longer_retention_does_not_bring_back_what_had_expired(kinesis) -> None:
    kinesis.create()
    shard = kinesis.region.streams["usage"].shards[0]
    ledger, clock = kinesis.region.ledger, kinesis.region.clock
    for number, hour in enumerate((1, 20)):
        kinesis.at(hour * 3_600)
        (row,) = ledger.rows_of([b"event %d" % number], clock.now_us)
        ledger.stored([(row, "tenant")], "main")
        shard.log.append(shard.start_sequence + number, "tenant", b"event %d" % number, clock.now_us, row)

    kinesis.at(26 * 3_600)
    kinesis("IncreaseStreamRetentionPeriod", StreamName="usage", RetentionPeriodHours=48)
    kinesis.at(27 * 3_600)

    assert shard.log.data == [b"event 1"]


def test_the_mode_changes_twice_in_24_hours(kinesis) -> None:
    kinesis.create()

    def change(mode: str) -> str:
        params = {"StreamARN": ARN, "StreamModeDetails": {"StreamMode": mode}}
        if kinesis.status() != "ACTIVE":
            return "not active"
        try:
            kinesis("UpdateStreamMode", **params)
        except AwsError as error:
            return error.code
        return "changed"

    timeline = []
    for second, mode in [
        (10, "ON_DEMAND"),
        (100, "PROVISIONED"),
        (200, "ON_DEMAND"),
        (DAY + 9, "ON_DEMAND"),
        (DAY + 10, "ON_DEMAND"),
    ]:
        kinesis.at(second)
        timeline.append((second, mode, change(mode)))

    assert timeline == [
        (10, "ON_DEMAND", "changed"),
        (100, "PROVISIONED", "changed"),
        (200, "ON_DEMAND", "LimitExceededException"),
        (DAY + 9, "ON_DEMAND", "LimitExceededException"),
        (DAY + 10, "ON_DEMAND", "changed"),
    ]


def test_asking_for_the_mode_that_a_stream_has_changes_nothing(kinesis) -> None:
    kinesis.create()
    kinesis("UpdateStreamMode", StreamARN=ARN, StreamModeDetails={"StreamMode": "PROVISIONED"})

    assert kinesis.status() == "ACTIVE"


def test_shard_level_metrics_are_switched_one_by_one_or_all_together(kinesis) -> None:
    kinesis.create()
    steps = [
        ("EnableEnhancedMonitoring", ["OutgoingBytes", "IncomingBytes"]),
        ("DisableEnhancedMonitoring", ["OutgoingBytes"]),
        ("EnableEnhancedMonitoring", ["ALL"]),
        ("DisableEnhancedMonitoring", ["ALL"]),
    ]
    told = []
    for operation, metrics in steps:
        answer = kinesis(operation, StreamName="usage", ShardLevelMetrics=metrics)
        told.append((answer["CurrentShardLevelMetrics"], answer["DesiredShardLevelMetrics"]))
        kinesis.region.clock.sleep(limits.UPDATE_STREAM_S)

    every = list(SHARD_LEVEL_METRICS)
    assert told == [
        ([], ["IncomingBytes", "OutgoingBytes"]),
        (["IncomingBytes", "OutgoingBytes"], ["IncomingBytes"]),
        (["IncomingBytes"], every),
        (every, []),
    ]
    assert kinesis.region.streams["usage"].enhanced_metrics == set()


def test_encryption_is_told_with_its_key_and_can_be_stopped(kinesis) -> None:
    kinesis.create()
    key = {"StreamName": "usage", "EncryptionType": "KMS", "KeyId": "alias/billing"}
    kinesis("StartStreamEncryption", **key)
    kinesis.at(40)
    assert (summary(kinesis)["EncryptionType"], summary(kinesis)["KeyId"]) == ("KMS", "alias/billing")

    kinesis("StopStreamEncryption", **key)
    kinesis.at(70)
    assert summary(kinesis)["EncryptionType"] == "NONE"
    assert "KeyId" not in summary(kinesis)


def test_encryption_is_with_kms_only(kinesis) -> None:
    kinesis.create()
    for operation in ("StartStreamEncryption", "StopStreamEncryption"):
        code, _ = kinesis.refused(operation, StreamName="usage", EncryptionType="NONE", KeyId="key")
        assert code == "InvalidArgumentException"


@pytest.mark.parametrize("operation", ["StartStreamEncryption", "StopStreamEncryption"])
def test_encryption_changes_25_times_in_24_hours(kinesis, operation: str) -> None:
    kinesis.create()
    params = {"StreamName": "usage", "EncryptionType": "KMS", "KeyId": "key"}
    for _ in range(25):
        kinesis(operation, **params)
        kinesis.region.clock.sleep(limits.UPDATE_STREAM_S)

    assert kinesis.refused(operation, **params)[0] == "LimitExceededException"
    kinesis.at(DAY + 10)
    kinesis(operation, **params)


def test_a_policy_is_attached_read_and_detached(kinesis) -> None:
    kinesis.create()
    consumer = kinesis("RegisterStreamConsumer", StreamARN=ARN, ConsumerName="invoices")["Consumer"]
    for arn in (ARN, consumer["ConsumerARN"]):
        told = [kinesis("GetResourcePolicy", ResourceARN=arn)["Policy"]]
        kinesis("PutResourcePolicy", ResourceARN=arn, Policy='{"Statement": []}')
        told.append(kinesis("GetResourcePolicy", ResourceARN=arn)["Policy"])
        kinesis("DeleteResourcePolicy", ResourceARN=arn)
        told.append(kinesis("GetResourcePolicy", ResourceARN=arn)["Policy"])

        assert told == ["{}", '{"Statement": []}', "{}"]
        assert kinesis.refused("DeleteResourcePolicy", ResourceARN=arn)[0] == "ResourceNotFoundException"


@pytest.mark.parametrize("policy", ["not JSON", "[]", '"text"'])
def test_a_policy_is_a_json_object(kinesis, policy: str) -> None:
    kinesis.create()

    assert (
        kinesis.refused("PutResourcePolicy", ResourceARN=ARN, Policy=policy)[0] == "InvalidArgumentException"
    )


def test_queues_and_channels_are_not_modelled_and_say_so(kinesis) -> None:
    for kind in ("queue", "channel"):
        arn = f"arn:aws:kinesis:us-east-1:{ACCOUNT}:{kind}/usage"
        code, message = kinesis.refused("GetResourcePolicy", ResourceARN=arn)
        assert code == "NotModelled"
        assert kind in message
