"""A clock that is more than five minutes off: InvalidSignatureException, with AWS's words.

On record: https://github.com/awslabs/amazon-kinesis-producer/issues/222 (expired),
https://github.com/s12v/awsbeats/issues/48 (not yet current), https://github.com/aws/aws-sdk-js/issues/254
(HTTP 400, not retried).
"""

import boto3
import pytest
from botocore.exceptions import ClientError

from lablib import World
from lablib.simulator import limits
from lablib.simulator.network.signature_time import stale_signature

NOW_US = limits.WORLD_START_S * limits.US_PER_S


@pytest.fixture
def world():
    with World(seed=7) as opened:
        opened.network.median_latency_ms = 0.0
        boto3.client("kinesis").create_stream(StreamName="usage", ShardCount=1)
        opened.sleep(limits.CREATE_STREAM_S)
        yield opened


def put(**more):
    return boto3.client("kinesis").put_record(StreamName="usage", Data=b"one", PartitionKey="k", **more)


def signed_at(minute, second=0):
    return {"x-amz-date": f"20261102T00{minute:02}{second:02}Z"}


@pytest.mark.parametrize("skew_s", [-300, -1, 0, 1, 300])
def test_five_minutes_are_taken(skew_s):
    assert stale_signature(signed_at(0), NOW_US, skew_s * limits.US_PER_S) is None


def test_one_second_more_is_not_and_the_text_names_all_three_times():
    assert stale_signature(signed_at(1), NOW_US + 361 * limits.US_PER_S) == (
        "Signature expired: 20261102T000100Z is now earlier than 20261102T000101Z (20261102T000601Z - 5 min.)"
    )
    assert stale_signature(signed_at(5, 1), NOW_US) == (
        "Signature not yet current: 20261102T000501Z is still later than 20261102T000500Z "
        "(20261102T000000Z + 5 min.)"
    )


@pytest.mark.parametrize("skew_s", [-300, -300.5, 300, 300.5])
def test_it_is_compared_to_the_second_as_it_is_written(skew_s):
    """Or it would say that a second is earlier than itself."""
    said = stale_signature(signed_at(0), NOW_US + 900_000, round(skew_s * limits.US_PER_S))
    expired = "Signature expired: 20261101T235459Z is now earlier than 20261101T235500Z"
    assert (said or "").startswith(expired if skew_s == -300.5 else "")
    assert bool(said) == (skew_s == -300.5)


def test_a_request_without_a_signature_has_no_time():
    assert stale_signature({}, NOW_US) is None


def test_a_producer_whose_clock_is_slow_is_refused_and_boto3_does_not_try_again(world):
    world.fault("clock_skew", for_s=3_600, skew_s=-480)
    with pytest.raises(ClientError) as caught:
        put()
    response = caught.value.response
    assert response["Error"] == {
        "Code": "InvalidSignatureException",
        "Message": "Signature expired: 20261101T235210Z is now earlier than 20261101T235510Z "
        "(20261102T000010Z - 5 min.)",
    }
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert response["ResponseMetadata"]["RetryAttempts"] == 0


def test_it_is_lost_in_the_ledger_and_leaves_no_datapoint(world):
    world.fault("clock_skew", for_s=3_600, skew_s=600)
    with pytest.raises(ClientError, match="Signature not yet current: "):
        put()
    totals = world.totals()
    assert (totals["offered"], totals["rejected"], totals["stored"]) == (1, 1, 0)
    assert world.ledger.rejections_by_code == {"InvalidSignatureException": 1}
    assert [series.name for series in world.metrics] == []


def test_the_clock_of_one_gateway_is_wrong_and_the_others_write_on(world):
    world.fault("clock_skew", for_s=3_600, skew_s=-480, producer="gateway-2")
    seen = {}

    def write(name):
        try:
            put()
            seen[name] = "stored"
        except ClientError as error:
            seen[name] = error.response["Error"]["Code"]

    world.join(*[world.spawn(write, name, name=name) for name in ("gateway-1", "gateway-2", "gateway-3")])
    assert seen == {
        "gateway-1": "stored",
        "gateway-2": "InvalidSignatureException",
        "gateway-3": "stored",
    }


def test_a_clock_that_is_four_minutes_slow_is_no_trouble(world):
    world.fault("clock_skew", for_s=3_600, skew_s=-240)
    assert put()["ShardId"] == "shardId-000000000000"


def test_a_request_that_takes_longer_than_that_is_too_old_on_arrival(world):
    world.network.latency_us = lambda: 700 * limits.US_PER_S  # half of it on the way there
    kinesis = boto3.client("kinesis", config=boto3.session.Config(read_timeout=900))
    with pytest.raises(ClientError, match="Signature expired: "):
        kinesis.list_streams()


def test_a_client_that_signs_by_another_clock_is_refused_by_lambda_too(world, monkeypatch):
    import datetime as dt

    from botocore import auth

    real = auth.get_current_datetime
    monkeypatch.setattr(
        auth, "get_current_datetime", lambda *a, **kw: real(*a, **kw) - dt.timedelta(minutes=8)
    )
    with pytest.raises(ClientError, match="Signature expired: ") as caught:
        boto3.client("lambda").list_functions()
    assert caught.value.response["Error"]["Code"] == "InvalidSignatureException"
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    with pytest.raises(ClientError, match="Signature expired: "):
        put()


def test_while_code_reads_real_time_nobody_compares():
    opened = World(seed=7).open()
    try:
        assert boto3.client("kinesis").list_streams()["StreamNames"] == []
    finally:
        opened.close()


@pytest.mark.parametrize(
    ("kind", "settings", "complaint"),
    [
        ("clock_skew", {}, "skew_s is 0.0 for clock_skew; clock_skew needs the seconds"),
        ("http_500", {"skew_s": 5}, "skew_s is 5 for http_500"),
        ("internal_failure", {"producer": "a"}, "happens inside the service, for every caller"),
        ("empty_read", {"producer": "a"}, "happens inside the service, for every caller"),
    ],
)
def test_settings_that_do_not_go_with_the_kind_are_refused(world, kind, settings, complaint):
    with pytest.raises(ValueError, match=complaint):
        world.fault(kind, for_s=60, **settings)
    put()
    assert world.totals()["stored"] == 1


def test_other_faults_may_be_for_one_producer(world):
    world.fault("http_500", for_s=60, producer="gateway-2")
    put()
    flow = world.spawn(put, name="gateway-2")
    with pytest.raises(ClientError, match="InternalFailureException"):
        flow.join()
