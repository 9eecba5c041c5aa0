"""The only network of a lab: what boto3 does over it is botocore's own, and nothing leaves this machine."""

import _socket
import itertools
import json
import os
import socket
import subprocess
import sys
import textwrap
import urllib.request

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ParamValidationError,
    ProfileNotFound,
    ReadTimeoutError,
)

from lablib import World
from lablib.simulator import limits
from lablib.simulator.clock.errors import ClockError
from lablib.simulator.network import endpoints, network
from lablib.simulator.network.network import NetworkRefused

NO_RETRIES = Config(retries={"total_max_attempts": 1})


@pytest.fixture
def world():
    with World(seed=7) as opened:
        opened.network.median_latency_ms = 0.0  # what is left on the timeline is botocore's own waiting
        boto3.client("kinesis").create_stream(StreamName="usage", ShardCount=1)
        opened.sleep(limits.CREATE_STREAM_S)
        yield opened


@pytest.fixture
def timeline(world):
    """(seconds since now, what) of every request that the far end or the way there deals with."""
    began_us = world.clock.now_us
    seen = []
    endpoint = world.network.services["kinesis"]

    class Logged:
        departs = endpoint.departs
        operation_of = endpoint.operation_of
        takes_time = endpoint.takes_time

        def answer(self, exchange, now_us):
            seen.append(((now_us - began_us) / limits.US_PER_S, exchange.operation))
            return endpoint.answer(exchange, now_us)

        def forbids(self, exchange, code, message, now_us):
            seen.append(((now_us - began_us) / limits.US_PER_S, code))
            return endpoint.forbids(exchange, code, message, now_us)

        def fails(self, exchange, now_us):
            seen.append(((now_us - began_us) / limits.US_PER_S, "fails"))
            return endpoint.fails(exchange, now_us)

        def never_arrives(self, exchange, why, now_us):
            seen.append(((now_us - began_us) / limits.US_PER_S, why))
            endpoint.never_arrives(exchange, why, now_us)

    world.network.services["kinesis"] = Logged()
    return seen


def put(config=None, data=b"one"):
    return boto3.client("kinesis", config=config).put_record(StreamName="usage", Data=data, PartitionKey="k")


def whats(timeline):
    return [what for _, what in timeline]


# --- botocore's own ----------------------------------------------------------------------------------


def test_botocore_checks_parameters_before_anything_is_sent(world, timeline):
    with pytest.raises(ParamValidationError, match='Missing required parameter in input: "Data"'):
        boto3.client("kinesis").put_record(StreamName="usage", PartitionKey="k")
    assert timeline == []


def test_a_request_is_signed_with_the_labs_credentials_at_virtual_time(world):
    kinesis = boto3.client("kinesis")
    headers = {}
    kinesis.meta.events.register("before-send.kinesis", lambda request, **_: headers.update(request.headers))
    kinesis.list_streams()
    assert headers["Authorization"].startswith(
        b"AWS4-HMAC-SHA256 Credential=LAB-ONLY-NOT-A-KEY/20261102/us-east-1/kinesis/aws4_request"
    )
    assert headers["X-Amz-Date"] == b"20261102T000010Z"


def test_the_answer_has_a_request_id_and_the_count_of_retries(world):
    metadata = put()["ResponseMetadata"]
    assert metadata["HTTPStatusCode"] == 200
    assert metadata["RetryAttempts"] == 0
    assert metadata["RequestId"] == metadata["HTTPHeaders"]["x-amzn-requestid"]


@pytest.mark.parametrize(
    ("retries", "attempts", "longest_s"),
    [
        ({"mode": "legacy"}, 5, 1 + 2 + 4 + 8),
        ({"mode": "legacy", "total_max_attempts": 2}, 2, 1),
        ({"mode": "standard"}, 3, 0.05 + 0.1),
        ({"mode": "standard", "total_max_attempts": 6}, 6, 0.05 + 0.1 + 0.2 + 0.4 + 0.8),
        ({"mode": "legacy", "max_attempts": 1}, 2, 1),
        (None, 3, 0.05 + 0.1),
    ],
    ids=["legacy", "legacy of 2", "standard", "standard of 6", "one retry", "no settings: standard"],
)
def test_a_500_is_tried_again_as_the_mode_says(world, timeline, retries, attempts, longest_s):
    world.fault("http_500", for_s=60)
    with pytest.raises(ClientError, match="InternalFailureException") as caught:
        put(Config(retries=retries) if retries else None)
    assert whats(timeline) == ["fails"] * attempts
    assert caught.value.response["ResponseMetadata"]["RetryAttempts"] == attempts - 1
    assert 0 < timeline[-1][0] - timeline[0][0] <= longest_s


def test_each_backoff_stays_under_its_own_ceiling(world, timeline):
    world.fault("http_500", for_s=60)
    with pytest.raises(ClientError):
        put(Config(retries={"mode": "legacy"}))
    times = [at_s for at_s, _ in timeline]
    waits = [after - before for before, after in itertools.pairwise(times)]
    assert [0 < wait <= 2**number for number, wait in enumerate(waits)] == [True] * 4


def test_adaptive_slows_down_on_virtual_time_and_the_same_for_the_same_seed():
    """Its rate limiter waits on a lock: in real time, while virtual time stands still, that is for ever."""

    def answers(seed):
        with World(seed) as world:
            kinesis = boto3.client("kinesis", config=Config(retries={"mode": "adaptive"}))
            seen = []

            def asks(name):
                for _ in range(10):
                    kinesis.describe_limits()  # one call a second is let through
                    seen.append((world.elapsed_s, name))

            world.join(world.spawn(asks, "a"), world.spawn(asks, "b"))
            return seen

    first = answers(7)
    assert [name for _, name in first].count("a") == 10
    assert first[-1][0] > 10
    assert first == answers(7)
    assert first != answers(8)


def test_a_fault_that_passes_is_survived_by_the_retries(world, timeline):
    world.fault("http_500", for_s=0.001)
    assert put()["ResponseMetadata"]["RetryAttempts"] == 1
    assert whats(timeline) == ["fails", "PutRecord"]


def test_the_backoff_is_drawn_from_the_seed():
    def times(seed):
        with World(seed) as world:
            world.fault("http_500", for_s=60)
            with pytest.raises(ClientError):
                boto3.client("kinesis", config=Config(retries={"mode": "standard"})).list_streams()
            with pytest.raises(ClientError):
                boto3.client("kinesis", config=Config(retries={"mode": "legacy"})).list_streams()
            return world.clock.now_us

    assert times(7) == times(7)
    assert times(7) != times(8)


def test_an_operations_own_error_is_not_tried_again(world, timeline):
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        boto3.client("kinesis").describe_stream_summary(StreamName="other")
    assert whats(timeline) == ["DescribeStreamSummary"]


# --- connections -------------------------------------------------------------------------------------


def test_nobody_listens(world, timeline):
    world.fault("connection_refused", for_s=60)
    with pytest.raises(EndpointConnectionError, match="Could not connect to the endpoint URL"):
        put(NO_RETRIES)
    assert timeline == [(0, "ConnectionRefused")]


def test_no_connection_is_made_until_the_sixty_seconds_of_botocore_are_over(world, timeline):
    world.fault("connect_timeout", for_s=3_600)
    with pytest.raises(ConnectTimeoutError):
        put(NO_RETRIES)
    assert timeline == [(60, "ConnectTimeout")]


def test_a_hang_ends_with_the_clients_read_timeout_and_stores_nothing(world, timeline):
    world.fault("hang", for_s=3_600)
    began_s = world.elapsed_s
    with pytest.raises(ReadTimeoutError):
        put(NO_RETRIES)
    assert (timeline, world.elapsed_s - began_s) == ([(0, "NoAnswer")], 60)
    assert world.totals()["stored"] == 0


@pytest.mark.parametrize(
    ("kind", "error", "settings", "seconds"),
    [
        ("connect_timeout", ConnectTimeoutError, {"connect_timeout": 2, "read_timeout": 50}, 2),
        ("hang", ReadTimeoutError, {"connect_timeout": 50, "read_timeout": 3}, 3),
        ("hang_after_processing", ReadTimeoutError, {"connect_timeout": 50, "read_timeout": 0.5}, 0.5),
    ],
)
def test_the_clients_timeouts_are_respected(world, kind, error, settings, seconds):
    world.fault(kind, for_s=3_600)
    began_s = world.elapsed_s
    with pytest.raises(error):
        put(NO_RETRIES.merge(Config(**settings)))
    assert world.elapsed_s - began_s == pytest.approx(seconds, abs=1e-6)


WITHOUT_TIMEOUTS = NO_RETRIES.merge(Config(connect_timeout=None, read_timeout=None))


def test_a_client_without_timeouts_is_served(world):
    assert put(WITHOUT_TIMEOUTS)["ShardId"] == "shardId-000000000000"


@pytest.mark.parametrize("kind", ["hang", "connect_timeout"])
def test_a_client_without_timeouts_waits_for_ever_beside_the_others(world, kind):
    world.fault(kind, for_s=2_000_000)
    flow = world.spawn(put, WITHOUT_TIMEOUTS)
    world.sleep(1_000_000)
    assert not flow.done
    assert world.totals()["in flight"] == (kind == "connect_timeout")
    with pytest.raises(ClockError, match="a request has no timeout"):
        put(WITHOUT_TIMEOUTS)


def test_the_worst_case_of_legacy_is_five_timeouts_and_four_backoffs(world, timeline):
    world.fault("hang", for_s=3_600)
    began_s = world.elapsed_s
    with pytest.raises(ReadTimeoutError):
        put(Config(retries={"mode": "legacy"}))
    assert whats(timeline) == ["NoAnswer"] * 5
    assert 5 * 60 < world.elapsed_s - began_s <= 5 * 60 + 15


@pytest.mark.parametrize("read_timeout_s", [0.6, 0.4], ids=["on the way back", "on the way there"])
def test_a_request_slower_than_the_read_timeout_is_given_up_on_time_and_carried_out_all_the_same(
    world, timeline, read_timeout_s
):
    world.network.latency_us = lambda: 1_000_000
    began_s = world.elapsed_s
    with pytest.raises(ReadTimeoutError):
        put(NO_RETRIES.merge(Config(read_timeout=read_timeout_s)))
    assert world.elapsed_s - began_s == pytest.approx(read_timeout_s, abs=1e-6)
    world.sleep(1)
    assert timeline == [(0.5, "PutRecord")]
    assert world.totals()["stored"] == 1


def test_a_request_carried_out_without_an_answer_is_stored_twice_by_the_retry(world, timeline):
    world.fault("hang_after_processing", for_s=1)
    answer = put(Config(retries={"mode": "standard"}, read_timeout=5))
    assert answer["ResponseMetadata"]["RetryAttempts"] == 1
    assert whats(timeline) == ["PutRecord", "PutRecord"]
    assert timeline[0][0] == 0
    assert 5 < timeline[1][0] <= 5.05
    assert (world.totals()["stored"], world.ledger.duplicates) == (1, 1)


@pytest.mark.slow
def test_latency_is_drawn_from_the_seed_around_its_median():
    def latencies_ms(seed, calls):
        with World(seed) as world:
            kinesis = boto3.client("kinesis")
            latencies = []
            for _ in range(calls):
                world.sleep(1)  # ListStreams may be called five times a second
                began_us = world.clock.now_us
                kinesis.list_streams()
                latencies.append((world.clock.now_us - began_us) / limits.US_PER_MS)
            return latencies

    first = latencies_ms(7, 151)
    assert first[:21] == latencies_ms(7, 21)
    assert first[:21] != latencies_ms(8, 21)
    assert limits.LATENCY_MEDIAN_MS * 0.85 < sorted(first)[75] < limits.LATENCY_MEDIAN_MS * 1.15
    assert min(first) > 0


# --- worlds in worlds --------------------------------------------------------------------------------


def test_a_client_talks_to_the_innermost_world_whenever_it_was_made():
    with World() as outer:
        kinesis = boto3.client("kinesis")
        kinesis.create_stream(StreamName="of-outer", ShardCount=1)
        with World():
            assert kinesis.list_streams()["StreamNames"] == []
        assert kinesis.list_streams()["StreamNames"] == ["of-outer"]
        assert network.current() is outer.network
    assert network.current() is None


@pytest.mark.parametrize(
    ("host", "service"),
    [
        ("kinesis.us-east-1.amazonaws.com", "kinesis"),
        ("kinesis-fips.us-east-1.amazonaws.com", "kinesis"),
        ("kinesis.us-east-1.api.aws", "kinesis"),
        ("kinesis.cn-north-1.amazonaws.com.cn", "kinesis"),
        ("111122223333.data-kinesis.us-east-1.amazonaws.com", "kinesis"),
        ("111122223333.control-kinesis.us-east-1.amazonaws.com", "kinesis"),
        ("111122223333.data-kinesis-fips.us-east-1.api.aws", "kinesis"),
        ("vpce-0a1b2c3d-x1.kinesis.us-east-1.vpce.amazonaws.com", "kinesis"),
        ("vpce-0a1b2c3d-x1-us-east-1a.kinesis-fips.us-east-1.vpce.amazonaws.com", "kinesis"),
        ("bucket.vpce-0a1b2c3d-x1.s3.us-east-1.vpce.amazonaws.com", "s3"),
        ("kinesis.s3.amazonaws.com", "s3"),
        ("lambda.s3.us-east-1.amazonaws.com", "s3"),
        ("iam.amazonaws.com", "iam"),
        ("kinesis.us-east-1.amazonaws.com.example.org", None),
        ("kinesis.notamazonaws.com", None),
    ],
)
def test_the_service_is_the_last_name_before_the_region(host, service):
    assert endpoints.service_of(host) == service


def test_a_bucket_may_be_called_lambda(world):
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="lambda")
    assert [each["Name"] for each in s3.list_buckets()["Buckets"]] == ["lambda"]


# --- nothing leaves ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("service", "settings", "host"),
    [
        ("kinesis", {"endpoint_url": "https://kinesis.example.com"}, "kinesis.example.com"),
        (
            "kinesis",
            {"endpoint_url": "https://kinesis.us-east-1.amazonaws.com.example.org"},
            "kinesis.us-east-1.amazonaws.com.example.org",
        ),
        ("sqs", {"endpoint_url": "http://192.0.2.1:9324"}, "192.0.2.1"),
        ("s3", {"endpoint_url": "https://minio.example.com"}, "minio.example.com"),
    ],
)
def test_boto3_elsewhere_is_refused_by_host(world, service, settings, host):
    client = boto3.client(service, **settings)
    call = {"kinesis": "list_streams", "sqs": "list_queues", "s3": "list_buckets"}[service]
    with pytest.raises(NetworkRefused) as caught:
        getattr(client, call)()
    assert f"lablib blocked a request to {host}: the labs don't leave this machine." in str(caught.value)
    assert "lablib.stop()" in str(caught.value)


def test_an_endpoint_on_this_machine_is_refused_because_the_world_answers_boto3(world):
    client = boto3.client("kinesis", endpoint_url="http://localhost:4566")
    with pytest.raises(NetworkRefused) as caught:
        client.list_streams()
    assert str(caught.value) == (
        "lablib blocked a request to localhost:4566: a world is open and answers boto3, and it has no "
        "service at localhost:4566. Remedy: leave endpoint_url out, or close the world (lablib.stop())."
    )


def test_a_service_of_aws_that_nobody_answers_is_refused_and_closing_the_world_is_no_remedy(world):
    client = boto3.client("kinesis", endpoint_url="https://kinesis.us-iso-east-1.c2s.ic.gov")
    with pytest.raises(NetworkRefused, match=r"use the AWS services that the lab offers\.$"):
        client.list_streams()


def test_another_region_is_refused_with_the_name_of_ours(world):
    with pytest.raises(NetworkRefused, match=r"kinesis\.eu-west-1.*one region, us-east-1"):
        boto3.client("kinesis", region_name="eu-west-1").list_streams()


def on_socket(method, *arguments, **kind):
    with socket.socket(**kind) as opened:
        getattr(opened, method)(*arguments)


def on_plain_socket(method, *arguments):
    """Of the class under `socket.socket`."""
    opened = _socket.socket()
    try:
        getattr(opened, method)(*arguments)
    finally:
        opened.close()


@pytest.mark.parametrize(
    ("go", "host"),
    [
        (lambda: urllib.request.urlopen("http://example.com/", timeout=1), "example.com"),
        (lambda: socket.create_connection(("192.0.2.1", 443), timeout=1), "192.0.2.1"),
        (lambda: socket.getaddrinfo("example.com", 443), "example.com"),
        (lambda: socket.gethostbyname("example.com"), "example.com"),
        (lambda: on_socket("connect", ("2001:db8::1", 443), family=socket.AF_INET6), "2001:db8::1"),
        (lambda: on_socket("connect_ex", ("192.0.2.1", 443)), "192.0.2.1"),
        (lambda: on_socket("sendto", b"x", ("192.0.2.1", 53), type=socket.SOCK_DGRAM), "192.0.2.1"),
        (lambda: on_socket("sendto", b"x", 0, ("192.0.2.1", 53), type=socket.SOCK_DGRAM), "192.0.2.1"),
        (
            lambda: on_socket("sendmsg", [b"x"], [], 0, ("192.0.2.1", 53), type=socket.SOCK_DGRAM),
            "192.0.2.1",
        ),
        (lambda: socket.gethostbyaddr("192.0.2.1"), "192.0.2.1"),
        (lambda: socket.getnameinfo(("192.0.2.1", 80), 0), "192.0.2.1"),
        (lambda: _socket.getaddrinfo("example.com", 443), "example.com"),
        (lambda: on_plain_socket("connect", ("192.0.2.1", 443)), "192.0.2.1"),
    ],
    ids=[
        "urllib",
        "create_connection",
        "DNS",
        "gethostbyname",
        "IPv6",
        "connect_ex",
        "UDP",
        "UDP with flags",
        "UDP by sendmsg",
        "gethostbyaddr",
        "getnameinfo",
        "DNS by _socket",
        "connect by _socket",
    ],
)
def test_python_s_own_sockets_are_refused_by_host(world, go, host):
    with pytest.raises(NetworkRefused) as caught:
        go()
    assert f"lablib blocked a request to {host}" in str(caught.value)


def test_requests_is_refused_by_host(world):
    requests = pytest.importorskip("requests")
    with pytest.raises(NetworkRefused, match=r"blocked a request to example\.com"):
        requests.get("https://example.com/", timeout=1)


def test_this_machine_may_ask_for_its_own_name(world):
    assert socket.getfqdn()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LocalHost"])
def test_this_machine_can_be_reached(world, host):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection((host, port), timeout=5) as client:
            assert client.getpeername() == ("127.0.0.1", port)


def test_sockets_reach_everything_again_when_the_last_world_is_closed():
    def looks_up():  # a number, so that nobody is asked
        return socket.getaddrinfo("192.0.2.1", 443, type=socket.SOCK_STREAM)[0][4]

    with World():
        with World():
            pass
        with pytest.raises(NetworkRefused):
            looks_up()
    assert looks_up() == ("192.0.2.1", 443)


def test_a_profile_of_the_learner_is_not_there(world):
    with pytest.raises(ProfileNotFound):
        boto3.Session(profile_name="production").client("kinesis")


ESCAPE = """
    import json, sys
    beyond = []

    def watch(event, arguments):
        if event == "socket.connect":
            family = arguments[0].family.name
            address = arguments[1]
            if family != "AF_UNIX" and address[0] not in ("127.0.0.1", "::1"):
                beyond.append([event, str(address)])
        elif event.startswith(("socket.get", "socket.send")) and event != "socket.gethostname":
            beyond.append([event, str(arguments)])

    sys.addaudithook(watch)
    import boto3
    from lablib import World

    early = boto3.client("kinesis", region_name="us-east-1")
    keys = []

    def remember_key(request, **_):
        keys.append(request.headers["Authorization"].decode())

    with World() as world:
        clients = [boto3.client("kinesis"), boto3.Session().client("kinesis")]
        for client in clients:
            client.meta.events.register("before-send.kinesis", remember_key)
            client.list_streams()
        boto3.client("cloudwatch").describe_alarms()
        for service in sys.argv[1:]:
            name, _, things = service.partition(":")
            getattr(boto3.client(name), f"list_{things}")()
        try:
            early.list_streams()
        except Exception as error:
            refused = str(error)
        url = clients[0].meta.endpoint_url
    print(json.dumps({"beyond": beyond, "url": url, "keys": keys, "refused": refused}))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "services",
    [
        ["sqs:queues", "cloudwatch:metrics"],
        pytest.param(["s3:buckets", "sns:topics", "dynamodb:tables"], marks=pytest.mark.nightly),
    ],
    ids=" ".join,
)
def test_real_looking_credentials_are_never_used_and_no_socket_leaves_the_machine(tmp_path, services):
    """In a process of its own, whose every socket is watched by Python's audit events."""
    (tmp_path / "config").write_text(
        "[default]\nregion = eu-west-1\nendpoint_url = https://kinesis.example.com\n"
        "[profile production]\nrole_arn = arn:aws:iam::999988887777:role/admin\nsource_profile = default\n"
    )
    (tmp_path / "credentials").write_text(
        "[default]\naws_access_key_id = AKIAREALLOOKING00001\naws_secret_access_key = secret\n"
        "[production]\naws_access_key_id = AKIAREALLOOKING00002\naws_secret_access_key = secret\n"
    )
    environment = os.environ | {
        "AWS_ACCESS_KEY_ID": "AKIAREALLOOKING00003",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "AWS_SESSION_TOKEN": "token",
        "AWS_PROFILE": "production",
        "AWS_REGION": "eu-west-1",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ENDPOINT_URL": "https://everything.example.com",
        "AWS_ENDPOINT_URL_KINESIS": "https://kinesis.example.com",
        "AWS_CONFIG_FILE": str(tmp_path / "config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "credentials"),
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/credentials",
        "AWS_MAX_ATTEMPTS": "9",
        "HTTP_PROXY": "http://proxy.example.com:3128",
        "HTTPS_PROXY": "http://proxy.example.com:3128",
        "https_proxy": "http://proxy.example.com:3128",
    }
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(ESCAPE), *services],
        env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["beyond"] == []
    assert told["url"] == "https://kinesis.us-east-1.amazonaws.com"
    assert ["LAB-ONLY-NOT-A-KEY" in key for key in told["keys"]] == [True, True]
    assert told["refused"].startswith("lablib blocked a request to kinesis.example.com")
