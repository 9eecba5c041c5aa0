"""Nothing of a program reaches AWS without a world, unless it says so. A recorder stands in for AWS."""

import json
import subprocess
import sys
import textwrap

import pytest
from aws_recorder import KEY, Recorder
from one_in import one_in

from lablib.simulator.network import aws_guard

pytestmark = pytest.mark.slow
KINESIS = "CONNECT kinesis.eu-west-1.amazonaws.com:443"
ON = "lablib: REAL AWS IS ON. boto3 reaches the AWS account of your credentials, and AWS charges for it."
OFF = "lablib: real AWS is off. boto3 doesn't reach AWS any more."
PRELUDE = """
    import json, os, sys
    told = []

    def says(call, *args, **settings):
        '''What came of it, in a line.'''
        try:
            call(*args, **settings)
            return "answered"
        except Exception as error:
            return f"{type(error).__name__}: {error}"

    def lists(client):
        return says(client.list_streams)
"""


@pytest.fixture
def recorder(tmp_path):
    with Recorder(tmp_path) as running:
        yield running


def run(recorder, script, keys=True):
    """What the script put into `told`, and what it wrote to stderr."""
    program = textwrap.dedent(PRELUDE) + textwrap.dedent(script) + "\nprint(json.dumps(told))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=recorder.environment(keys), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done.stderr


def refused(host, why="no world is open, and boto3 doesn't reach AWS without one"):
    return (
        f"NetworkRefused: lablib blocked a request to {host}: {why}. "
        "Remedy: open a world, or call lablib.real_aws() if you mean your own AWS account."
    )


def metadata_refused(host):
    return (
        f"NetworkRefused: lablib blocked a request to {host}: boto3 found no credentials and asked this "
        "machine's metadata service for some. Remedy: open a world, then make the client, or call "
        "lablib.real_aws() if you mean your own AWS account."
    )


# --- the recorder sees what leaves: otherwise the tests below prove nothing ------------------------------


@pytest.mark.nightly  # make test has a program that imports lablib, below
def test_without_lablib_the_recorder_sees_the_request(recorder):
    told, _ = run(recorder, "import boto3\ntold.append(lists(boto3.client('kinesis')))")
    assert told[0].startswith("ProxyConnectionError")
    assert recorder.seen == [KINESIS]


def test_without_lablib_the_recorder_sees_a_machine_s_credentials_being_looked_for(recorder):
    run(recorder, "import boto3\nboto3.client('kinesis')", keys=False)
    assert recorder.seen[0] == "PUT http://169.254.169.254/latest/api/token"


def test_a_program_that_opens_no_world_is_left_alone(recorder):
    """It may use a part of lablib, such as its traces, beside an account of its own."""
    run(recorder, "import boto3, lablib, lablib.traffic\nlists(boto3.client('kinesis'))")
    assert recorder.seen == [KINESIS]


# --- after the first world: one program, and all that it tries -------------------------------------------

AFTER_A_WORLD = """
    import subprocess, threading
    import boto3
    from botocore.httpsession import URLLib3Session
    early = boto3.client("kinesis")
    early_session = boto3.Session()
    pythons_own_send = URLLib3Session.send
    from lablib import World

    with World(seed=8) as world:
        of_world = boto3.client("kinesis")
        in_the_world = lists(early)
        child = [sys.executable, "-c", "import os; print(dict(os.environ))"]
        environment = subprocess.run(child, capture_output=True, text=True).stdout
    late = boto3.client("kinesis")
    in_thread = []
    thread = threading.Thread(target=lambda: in_thread.append(lists(late)))
    thread.start()
    thread.join()

    def of_service(name, call, **settings):
        return says(getattr(boto3.client(name), call), **settings)

    def of_url(url):
        return lists(boto3.client("kinesis", endpoint_url=url))

    alarm = {"AlarmName": "a", "EvaluationPeriods": 1, "ComparisonOperator": "GreaterThanThreshold"}
    told.append({
        "in the world": in_the_world,
        "environment": environment,
        "late": lists(late),
        "early": lists(early),
        "an early session's": lists(early_session.client("kinesis")),
        "the default session's": lists(boto3.DEFAULT_SESSION.client("kinesis")),
        "in a thread": in_thread[0],
        "of the world": lists(of_world),
        "cloudwatch": of_service("cloudwatch", "list_metrics"),
        "an alarm": of_service("cloudwatch", "put_metric_alarm", **alarm),
        "lambda": of_service("lambda", "list_functions"),
        "s3": of_service("s3", "list_buckets"),
        "sts": of_service("sts", "get_caller_identity"),
        "iam": of_service("iam", "list_users"),
        "sso": of_service("sso", "get_role_credentials", roleName="r", accountId="1", accessToken="t"),
        "sso-oidc": of_service("sso-oidc", "register_client", clientName="c", clientType="public"),
        "in capitals": of_url("https://Kinesis.EU-west-1.AmazonAWS.com"),
        "with a dot and a port": of_url("https://kinesis.eu-west-1.amazonaws.com.:8443"),
        "without TLS": of_url("http://kinesis.eu-west-1.amazonaws.com:80"),
        "metadata": of_url("http://169.254.169.254"),
        "metadata by its name": of_url("http://instance-data"),
        "metadata as a number": of_url("http://2852039166"),
    })
    URLLib3Session.send = pythons_own_send
    with World():
        pass
    told.append(lists(late))

    told.append(os.environ["HTTP_PROXY"])  # the recorder itself
    lists(boto3.client("kinesis", endpoint_url=told[-1]))
    os.environ["AWS_ENDPOINT_URL"] = "http://localstack.example.com:4566"
    lists(boto3.client("kinesis"))
"""
KINESIS_HOST = "kinesis.eu-west-1.amazonaws.com"


@pytest.fixture(scope="module")
def afterwards(tmp_path_factory):
    """What the program was told, and what has left it: nothing until it names endpoints elsewhere."""
    with Recorder(tmp_path_factory.mktemp("aws")) as recorder:
        told, _ = run(recorder, AFTER_A_WORLD)
    return [*told, recorder.seen]


@pytest.mark.parametrize(
    ("what", "host"),
    [
        ("late", KINESIS_HOST),
        ("early", KINESIS_HOST),
        ("an early session's", KINESIS_HOST),
        ("the default session's", KINESIS_HOST),
        ("in a thread", KINESIS_HOST),
        ("cloudwatch", "monitoring.eu-west-1.amazonaws.com"),
        ("an alarm", "monitoring.eu-west-1.amazonaws.com"),
        ("lambda", "lambda.eu-west-1.amazonaws.com"),
        ("s3", "s3.eu-west-1.amazonaws.com"),
        ("sts", "sts.eu-west-1.amazonaws.com"),
        ("iam", "iam.amazonaws.com"),
        ("sso", "portal.sso.eu-west-1.amazonaws.com"),
        ("sso-oidc", "oidc.eu-west-1.amazonaws.com"),
        ("in capitals", KINESIS_HOST),
        ("with a dot and a port", f"{KINESIS_HOST}."),
        ("without TLS", KINESIS_HOST),
    ],
)
def test_after_a_world_it_is_refused(afterwards, what, host):
    assert afterwards[0][what] == refused(host)


def test_after_a_world_nothing_leaves_but_for_an_endpoint_elsewhere_as_somebody_has_named_it(afterwards):
    recorder, seen = afterwards[2:]
    assert seen == [f"POST {recorder}/", "POST http://localstack.example.com:4566/"]


@pytest.mark.parametrize(
    ("what", "host"),
    [
        ("metadata", "169.254.169.254"),
        ("metadata as a number", "2852039166"),
        ("metadata by its name", "instance-data"),
    ],
)
def test_after_a_world_the_metadata_service_is_refused(afterwards, what, host):
    assert afterwards[0][what] == metadata_refused(host)


def test_a_client_says_which_world_it_was_made_in(afterwards):
    why = "its client belongs to a world that is closed (seed 8)"
    assert afterwards[0]["of the world"] == refused("kinesis.us-east-1.amazonaws.com", why)


def test_a_client_of_another_region_is_refused_in_the_world_too(afterwards):
    assert afterwards[0]["in the world"].startswith(
        f"NetworkRefused: lablib blocked a request to {KINESIS_HOST}: this world has one region, us-east-1."
    )


def test_a_program_started_in_a_world_inherits_the_lab_s_made_up_keys(afterwards):
    environment = afterwards[0]["environment"]
    assert "LAB-ONLY-NOT-A-KEY" in environment
    assert KEY not in environment
    assert "http://127.0.0.1" not in environment  # the recorder, as its proxy


def test_the_next_world_puts_the_guard_back_if_somebody_has_replaced_send(afterwards):
    assert afterwards[1] == refused(KINESIS_HOST)


MOCKED = """
    from unittest import mock
    import boto3
    from botocore.httpsession import URLLib3Session
    from lablib import World
    with mock.patch.object(URLLib3Session, "send"):
        with World():
            pass
        told.append(lists(boto3.client("kinesis")))
    with World():
        pass
    told.append(lists(boto3.client("kinesis")))
    kinesis = boto3.client("kinesis")
    with World(), mock.patch.object(URLLib3Session, "send"):
        pass
    told.append(lists(kinesis))
    world = World().open()
    URLLib3Session.send = None
    world.close()
    told.append(lists(kinesis))
    lists(boto3.client("kinesis", endpoint_url="http://localstack.example.com:4566"))
"""


@pytest.mark.nightly
def test_what_somebody_puts_in_place_of_send_is_never_taken_for_botocore_s_own(recorder):
    told, _ = run(recorder, MOCKED)
    assert told == [refused(KINESIS_HOST)] * 4
    assert recorder.seen == ["POST http://localstack.example.com:4566/"]


FAILED_STARTS = {
    "a world": "told.append(says(lablib.World, policies='none'))",
    "start": """
        from lablib.teaching import restore_at_start
        def interrupted():
            raise RuntimeError("interrupted")
        restore_at_start.put_back = interrupted
        told.append(says(lablib.start, "02"))
    """,
    "start, whose imports are interrupted": """
        class Press:
            def find_spec(name, path, target=None):
                if name == "lablib.simulator.world":
                    raise RuntimeError("interrupted")
        sys.meta_path.insert(0, Press)
        told.append(says(lambda: lablib.start("02")))
    """,
    "a part that needs a world": """
        from lablib.scenarios.replay.incident import make_stream
        told.append(says(make_stream, 4))
    """,
}


@pytest.mark.parametrize("what", one_in(4, FAILED_STARTS))
def test_boto3_is_guarded_by_the_attempt_to_make_a_world(recorder, what):
    script = "\n".join(
        [
            "import boto3, lablib",
            textwrap.dedent(FAILED_STARTS[what]),
            "told.append(lists(boto3.client('kinesis')))",
        ]
    )
    told, _ = run(recorder, script)
    assert told[0] != "answered"
    assert told[1] == refused(KINESIS_HOST)
    assert recorder.seen == []


WITH_AN_APP_ID = """
    import boto3
    import lablib
    from botocore.config import Config
    with lablib.World():
        named = boto3.client("kinesis", config=Config(user_agent_appid="billing"))
    told.append(lists(named))
    with lablib.real_aws():
        told.append(lists(named))
"""


@pytest.mark.nightly
def test_a_client_of_a_world_is_known_by_its_key_if_it_has_an_app_id_of_its_own(recorder):
    told, _ = run(recorder, WITH_AN_APP_ID)
    host, why = "kinesis.us-east-1.amazonaws.com", "its client belongs to a world that is closed"
    again = f"NetworkRefused: lablib blocked a request to {host}: {why}. Remedy: make the client again."
    assert told == [refused(host, why), again]
    assert recorder.seen == []


LOOKS_FOR_KEYS = """
    import boto3
    from lablib import World
    with World():
        pass
    told.append(says(boto3.client, "kinesis"))
    os.environ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/v2/credentials"
    told.append(says(boto3.Session().client, "kinesis"))
"""


def test_credentials_of_a_machine_or_a_container_are_not_looked_for(recorder):
    told, _ = run(recorder, LOOKS_FOR_KEYS, keys=False)
    assert told == [metadata_refused("169.254.169.254"), metadata_refused("169.254.170.2")]
    assert recorder.seen == []


# --- the explicit call -----------------------------------------------------------------------------------

FOR_A_BLOCK = """
    import boto3
    import lablib
    from lablib import World
    from lablib.simulator.network.named_hosts import NamedHosts
    with World(seed=8):
        of_world = boto3.client("kinesis")
        told.append(says(NamedHosts, ["kinesis.eu-west-1.amazonaws.com"], account="1"))
    try:
        with lablib.real_aws():
            mine = boto3.client("kinesis")
            told += [lists(mine), lists(of_world)]
            with World():
                told.append(lists(boto3.client("kinesis")))
                told.append(lists(mine))
            1 / 0
    except ZeroDivisionError:
        told.append(lists(mine))

    def calls(service, operation, **settings):
        return says(getattr(boto3.client(service, **settings), operation))

    with NamedHosts(["KINESIS.eu-west-1.amazonaws.com."], account="123456789012"):
        told += [lists(boto3.client("kinesis")), lists(of_world)]
        told.append(calls("kinesis", "list_streams", region_name="us-east-1"))
        told.append(calls("lambda", "list_functions"))
        told.append(calls("s3", "list_buckets"))
        told.append(calls("kinesis", "list_streams", endpoint_url="https://kinesis.eu-west-1.amazonaws.com.evil.example"))
        told.append(calls("kinesis", "list_streams", endpoint_url="http://localhost:4566"))
        told.append(calls("kinesis", "list_streams", endpoint_url="http://169.254.169.254"))
    told.append(lists(boto3.client("kinesis")))
"""


@pytest.fixture(scope="module")
def for_a_block(tmp_path_factory):
    """What one program was told that lifts it twice, what left it, and what it wrote to stderr."""
    with Recorder(tmp_path_factory.mktemp("aws")) as recorder:
        told, stderr = run(recorder, FOR_A_BLOCK)
    return told, recorder.seen, stderr.splitlines()


def test_the_explicit_call_lifts_it_for_its_block_which_may_raise_and_a_world_answers_all_the_same(
    for_a_block,
):
    told, seen, stderr = for_a_block
    assert told[1].startswith("ProxyConnectionError")
    assert told[2] == (
        "NetworkRefused: lablib blocked a request to kinesis.us-east-1.amazonaws.com: its client belongs to "
        "a world that is closed (seed 8). Remedy: make the client again."
    )
    assert told[3] == "answered"
    assert "this world has one region, us-east-1" in told[4]
    assert told[5] == refused(KINESIS_HOST)
    assert seen == [KINESIS] * 2  # the other is of the block for named hosts
    assert stderr[:3] == [ON, ON, OFF]  # the second when the world inside has closed


def test_open_for_named_hosts_it_refuses_everything_else_and_is_closed_afterwards(for_a_block):
    told, seen, stderr = for_a_block
    assert told[0].startswith("ValueError: a world is open, and it would answer in the place of AWS.")
    assert told[6].startswith("ProxyConnectionError")
    assert "its client belongs to a world that is closed" in told[7] or "isn't one" in told[7]
    hosts = [
        "kinesis.us-east-1.amazonaws.com",
        "lambda.eu-west-1.amazonaws.com",
        "s3.eu-west-1.amazonaws.com",
        "kinesis.eu-west-1.amazonaws.com.evil.example",
        "localhost",
        "169.254.169.254",
    ]
    assert told[8:-1] == [
        f"NetworkRefused: lablib blocked a request to {host}: AWS is open for a few named hosts, and this "
        "isn't one. Remedy: run other code after that, or before."
        for host in hosts
    ]
    assert told[-1] == refused(KINESIS_HOST)
    assert seen == [KINESIS] * 2
    on = "lablib: REAL AWS IS ON for 1 hosts, account 123456789012, and AWS charges for it."
    assert stderr[3:] == [on, OFF]


UNTIL_CLOSED = """
    import boto3
    import lablib
    with lablib.World():
        first = lablib.real_aws()
    second = lablib.real_aws()
    first.close()
    first.close()
    told.append(lists(boto3.client("kinesis")))
    second.close()
    told.append(lists(boto3.client("kinesis")))
"""


@pytest.mark.nightly
def test_without_a_block_it_is_lifted_until_the_last_one_is_closed(recorder):
    told, stderr = run(recorder, UNTIL_CLOSED)
    assert told[0].startswith("ProxyConnectionError")
    assert told[1] == refused(KINESIS_HOST)
    assert recorder.seen == [KINESIS]
    assert stderr.splitlines() == [
        f"{ON} A world is open, and boto3 talks to that world until it closes.",
        ON,  # the world has closed
        ON,
        OFF,
    ]


WITHOUT_A_CONSOLE = """
    import boto3
    import lablib
    sys.stderr = sys.__stderr__ = None
    with lablib.real_aws():
        pass
    told.append(lists(boto3.client("kinesis")))
"""


@pytest.mark.nightly
def test_a_program_without_a_console_lifts_it_too(recorder):
    told, _ = run(recorder, WITHOUT_A_CONSOLE)
    assert told == [refused(KINESIS_HOST)]


# --- whose client it is ----------------------------------------------------------------------------------


class Request:
    def __init__(self, agent):
        self.headers = {} if agent is None else {"User-Agent": agent}


@pytest.mark.parametrize(
    ("agent", "world"),
    [
        ("Boto3/1.44 md/Botocore#1.44 app/lablib~lab~02,~seed~7", "lab 02, seed 7"),
        (b"Boto3/1.44 app/lablib~seed~8 md/x", "seed 8"),
        ("Boto3/1.44 app/billing", None),
        ("Boto3/1.44", None),
        (None, None),
    ],
)
def test_the_user_agent_says_which_world_a_client_was_made_in(agent, world):
    assert aws_guard.world_of(Request(agent)) == world


def test_an_app_id_is_no_longer_than_aws_takes():
    assert len(aws_guard.app_id("x" * 80)) == 50
