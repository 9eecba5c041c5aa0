"""Nothing of a program reaches AWS without a world, unless it says so. A recorder stands in for AWS."""

import json
import subprocess
import sys
import textwrap

import pytest
from aws_recorder import KEY, Recorder

from lablib.simulator.network import aws_guard

KINESIS = "CONNECT kinesis.eu-west-1.amazonaws.com:443"
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
        f"NetworkRefused: a request to {host} was refused: {why}. "
        "Remedy: open a world, or call lablib.real_aws() if you mean your own AWS account."
    )


# --- the recorder sees what leaves: otherwise the tests below prove nothing ------------------------------


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


# --- after the first world -------------------------------------------------------------------------------

AFTER_A_WORLD = """
    import threading
    import boto3
    early = boto3.client("kinesis")
    early_session = boto3.Session()
    from lablib import World

    with World(seed=8) as world:
        of_world = boto3.client("kinesis")
        told.append(lists(early))
    late = boto3.client("kinesis")
    told += [lists(early), lists(of_world), lists(late), lists(early_session.client("kinesis"))]
    told.append(lists(boto3.DEFAULT_SESSION.client("kinesis")))
    thread = threading.Thread(target=lambda: told.append(lists(late)))
    thread.start()
    thread.join()
"""


def test_after_a_world_every_client_is_refused_whenever_it_was_made(recorder):
    told, _ = run(recorder, AFTER_A_WORLD)
    kinesis = refused("kinesis.eu-west-1.amazonaws.com")
    made_in_it = refused(
        "kinesis.us-east-1.amazonaws.com", "its client was made in a world that is closed (seed 8)"
    )
    # A client of another region than the world's is refused inside it as well.
    assert told[0].startswith("NetworkRefused: a request to kinesis.eu-west-1.amazonaws.com was refused")
    assert told[1:] == [kinesis, made_in_it, kinesis, kinesis, kinesis, kinesis]
    assert recorder.seen == []


EVERY_SERVICE = """
    import boto3
    from lablib import World
    with World():
        pass
    for service, call in (
        ("cloudwatch", "list_metrics"), ("lambda", "list_functions"), ("s3", "list_buckets"),
        ("sqs", "list_queues"), ("sts", "get_caller_identity"), ("iam", "list_users"),
    ):
        told.append(says(getattr(boto3.client(service), call)))
    told.append(says(boto3.client("cloudwatch").put_metric_alarm, AlarmName="a", EvaluationPeriods=1,
                     ComparisonOperator="GreaterThanThreshold"))
    told.append(says(boto3.client("sso").get_role_credentials, roleName="r", accountId="1", accessToken="t"))
    told.append(says(boto3.client("sso-oidc").register_client, clientName="c", clientType="public"))
"""


def test_every_service_is_refused_cloudwatch_and_signing_in_included(recorder):
    told, _ = run(recorder, EVERY_SERVICE)
    hosts = [
        "monitoring.eu-west-1.amazonaws.com",
        "lambda.eu-west-1.amazonaws.com",
        "s3.eu-west-1.amazonaws.com",
        "sqs.eu-west-1.amazonaws.com",
        "sts.eu-west-1.amazonaws.com",
        "iam.amazonaws.com",
        "monitoring.eu-west-1.amazonaws.com",
        "portal.sso.eu-west-1.amazonaws.com",
        "oidc.eu-west-1.amazonaws.com",
    ]
    assert told == [refused(host) for host in hosts]
    assert recorder.seen == []


SPELLED_DIFFERENTLY = """
    import boto3
    from lablib import World
    with World():
        pass
    for url in (
        "https://Kinesis.EU-west-1.AmazonAWS.com", "https://kinesis.eu-west-1.amazonaws.com.:8443",
        "http://kinesis.eu-west-1.amazonaws.com:80", "http://169.254.169.254", "http://2852039166",
    ):
        told.append(lists(boto3.client("kinesis", endpoint_url=url)))
"""


def test_a_host_of_aws_does_not_slip_through_in_another_spelling(recorder):
    told, _ = run(recorder, SPELLED_DIFFERENTLY)
    host = "kinesis.eu-west-1.amazonaws.com"
    assert told == [refused(each) for each in (host, f"{host}.", host, "169.254.169.254", "2852039166")]
    assert recorder.seen == []


def test_an_endpoint_elsewhere_is_reached_as_somebody_has_named_it(recorder):
    script = f"""
    import boto3
    from lablib import World
    with World():
        pass
    lists(boto3.client("kinesis", endpoint_url="{recorder.url}"))
    os.environ["AWS_ENDPOINT_URL"] = "http://localstack.example.com:4566"
    lists(boto3.client("kinesis"))
    """
    run(recorder, script)
    assert recorder.seen == [f"POST {recorder.url}/", "POST http://localstack.example.com:4566/"]


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
    assert told == [refused("169.254.169.254"), refused("169.254.170.2")]
    assert recorder.seen == []


CHILD = """
    import subprocess
    from lablib import World
    with World():
        child = "import os; print(dict(os.environ))"
        told.append(subprocess.run([sys.executable, "-c", child], capture_output=True, text=True).stdout)
"""


def test_a_program_started_in_a_world_inherits_the_lab_s_made_up_keys(recorder):
    told, _ = run(recorder, CHILD)
    assert "LAB-ONLY-NOT-A-KEY" in told[0]
    assert KEY not in told[0]
    assert recorder.url not in told[0]


# --- who replaces botocore's send ------------------------------------------------------------------------

SEND_REPLACED = """
    import boto3
    from botocore.httpsession import URLLib3Session
    from lablib import World
    send = URLLib3Session.send
    with World():
        pass
    URLLib3Session.send = send
    with World():
        pass
    told.append(lists(boto3.client("kinesis")))
"""


def test_the_next_world_takes_the_place_back_from_who_replaced_send(recorder):
    told, _ = run(recorder, SEND_REPLACED)
    assert told == [refused("kinesis.eu-west-1.amazonaws.com")]
    assert recorder.seen == []


# --- the explicit call -----------------------------------------------------------------------------------

LIFTED = """
    import boto3
    import lablib
    from lablib import World
    with World(seed=8):
        of_world = boto3.client("kinesis")
    with lablib.real_aws():
        mine = boto3.client("kinesis")
        told += [lists(mine), lists(of_world)]
        with World():
            told.append(lists(boto3.client("kinesis")))
            told.append(lists(mine))
    told.append(lists(mine))
"""


def test_the_explicit_call_lifts_it_for_its_block_and_a_world_answers_all_the_same(recorder):
    told, stderr = run(recorder, LIFTED)
    assert told[0].startswith("ProxyConnectionError")
    assert told[1] == (
        "NetworkRefused: a request to kinesis.us-east-1.amazonaws.com was refused: its client was made in a "
        "world that is closed (seed 8). Remedy: make the client again."
    )
    assert told[2] == "answered"
    assert "this world has one region, us-east-1" in told[3]
    assert told[4] == refused("kinesis.eu-west-1.amazonaws.com")
    assert recorder.seen == [KINESIS]
    assert stderr.splitlines() == [
        "lablib: REAL AWS IS ON. boto3 reaches the AWS account of your credentials, and AWS charges for it.",
        "lablib: real AWS is off. boto3 doesn't reach AWS any more.",
    ]


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


def test_without_a_block_it_is_lifted_until_the_last_one_is_closed(recorder):
    told, stderr = run(recorder, UNTIL_CLOSED)
    assert told[0].startswith("ProxyConnectionError")
    assert told[1] == refused("kinesis.eu-west-1.amazonaws.com")
    assert recorder.seen == [KINESIS]
    on = "lablib: REAL AWS IS ON. boto3 reaches the AWS account of your credentials, and AWS charges for it."
    assert stderr.splitlines() == [
        f"{on} A world is open, and boto3 talks to that world until it closes.",
        on,
        "lablib: real AWS is off. boto3 doesn't reach AWS any more.",
    ]


def test_it_is_over_when_the_block_raises(recorder):
    script = """
    import boto3
    import lablib
    try:
        with lablib.real_aws():
            1 / 0
    except ZeroDivisionError:
        told.append(lists(boto3.client("kinesis")))
    """
    told, stderr = run(recorder, script)
    assert told == [refused("kinesis.eu-west-1.amazonaws.com")]
    assert stderr.endswith("lablib: real AWS is off. boto3 doesn't reach AWS any more.\n")
    assert recorder.seen == []


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
