"""A stack of a run, whole or half-made, beside the things of others, and what goes wrong when it's deleted.

moto deletes everything at once. What AWS does instead is put into the session's answers: something that is
still being made can't be deleted yet, a tag outlives its thing, a permission is missing.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import NoneType
from typing import Any

import boto3

from lablib.on_aws.clients import ClientOf
from lablib.on_aws.permissions import ROLE_PATH, TRUST_OF_FUNCTIONS, policy_of_functions
from lablib.on_aws.plan import TAG, prefix_of
from lablib.on_aws.what_is_left import KINDS, Thing, left
from lablib.simulator.call_forms import called_as, require_a

PARTS = ("stream", "queue", "role", "function", "mapping")
"""In the order in which they are made."""
OLD = "-old"
"""How the names of things end that are gone."""
AGAIN = "again"
"""The part that is a queue by such a name, of a run that was made a second time."""
CALLS = {
    "stream": "kinesis.DeleteStream",
    "queue": "sqs.DeleteQueue",
    "role": "iam.DeleteRole",
    "function": "lambda.DeleteFunction",
    "mapping": "lambda.DeleteEventSourceMapping",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a deletion meets. Times are seconds from when the stack was made."""

    being_made_s: float = 0
    """The stream and the mapping are still being made for so long."""
    stale_s: float = 0
    """For so long listings have a queue, a function and a role that are gone."""
    denied: str = ""
    """A kind that may not be deleted."""


@lru_cache(maxsize=4)
def clients_of(session: boto3.Session) -> ClientOf:
    """The session's clients, each made once."""
    return lru_cache(maxsize=None)(session.client)


@called_as('find(session, "0a1b2c3d")')
def find(session: boto3.Session, run: str) -> list[Thing]:
    """Everything in the account that belongs to this run, by name and by tag, as listings show it now.

    A Thing has a `kind` and a `name`. They come in an order in which they can be deleted.
    """
    _require(session, run, "find")
    return left(clients_of(session), prefix_of(run), run)


def _require(session: boto3.Session, run: str, name: str) -> None:
    """Raise TypeError for what is no session, and for a run's id that is no text."""
    require_a(boto3.Session, session, name, f"a session, as in {name}(session, run) with an_account()")
    require_a(str, run, name, f'the id of a run in quotes, as in {name}(session, "0a1b2c3d")')


@called_as("delete(session, thing)")
def delete(session: boto3.Session, thing: Thing) -> None:
    """Ask AWS to delete it. Raises ClientError where AWS refuses."""
    require_a(Thing, thing, "delete", "one of the things that find shows, as in delete(session, thing)")
    KINDS[thing.kind].delete(clients_of(session), thing.name)


@called_as('make_stack(session, "0a1b2c3d")')
def make_stack(
    session: boto3.Session, run: str, parts: Sequence[str] = PARTS, trouble: Trouble | None = None
) -> list[Thing]:
    """Make these parts of a stack, tagged and named for the run. What was made, as `find` shows it."""
    _require(session, run, "make_stack")
    require_a((Trouble, NoneType), trouble, "make_stack", "trouble=Trouble(being_made_s=25)")
    _things_of_others(session, run)
    client, tags, named = clients_of(session), {TAG: run}, f"{prefix_of(run)}-usage"
    if "stream" in parts:
        client("kinesis").create_stream(StreamName=named, ShardCount=1, Tags=tags)
    if "queue" in parts:
        client("sqs").create_queue(QueueName=f"{named}-failures", tags=tags)
    if AGAIN in parts:
        client("sqs").create_queue(QueueName=f"{prefix_of(run)}{OLD}", tags=tags)
    if "role" in parts:
        _make_role(client, prefix_of(run), tags)
    if "function" in parts:
        _make_function(client, named, prefix_of(run), tags)
    if "mapping" in parts:
        summary = client("kinesis").describe_stream_summary(StreamName=named)["StreamDescriptionSummary"]
        client("lambda").create_event_source_mapping(
            EventSourceArn=summary["StreamARN"], FunctionName=named, StartingPosition="LATEST", Tags=tags
        )
    made = find(session, run)
    _begin(session, run, trouble or Trouble())
    return made


def _make_role(client: ClientOf, name: str, tags: dict[str, str]) -> None:
    trust, allowed = json.dumps(TRUST_OF_FUNCTIONS), json.dumps(policy_of_functions("111122223333", "*"))
    pairs = [{"Key": key, "Value": value} for key, value in tags.items()]
    client("iam").create_role(RoleName=name, Path=ROLE_PATH, AssumeRolePolicyDocument=trust, Tags=pairs)
    client("iam").put_role_policy(RoleName=name, PolicyName="run", PolicyDocument=allowed)


def _make_function(client: ClientOf, name: str, role: str, tags: dict[str, str]) -> None:
    arn = client("iam").get_role(RoleName=role)["Role"]["Arn"]
    package = {"ZipFile": b"PK\x05\x06" + bytes(18)}  # an archive without files
    client("lambda").create_function(
        FunctionName=name, Runtime="python3.13", Role=arn, Handler="h.h", Code=package, Tags=tags
    )


def _things_of_others(session: boto3.Session, run: str) -> None:
    """Of another run, and of nobody: their names look alike."""
    client = clients_of(session)
    client("kinesis").create_stream(StreamName=f"usage-{run}", ShardCount=1)
    client("sqs").create_queue(QueueName="lablib-other-usage-failures", tags={TAG: "other"})


def of_others(session: boto3.Session, run: str) -> list[str]:
    """The streams and queues that don't belong to this run."""
    client = clients_of(session)
    streams = client("kinesis").list_streams()["StreamNames"]
    queues = [url.rpartition("/")[2] for url in client("sqs").list_queues().get("QueueUrls", [])]
    return sorted(name for name in (*streams, *queues) if not name.startswith(prefix_of(run)))


def _begin(session: boto3.Session, run: str, trouble: Trouble) -> None:
    """From now on the session's answers have the trouble in them."""
    began_s = time.monotonic()

    def refuse(code: str, until_s: float) -> Any:
        def answer(**_: Any) -> Any:
            return _error(code) if time.monotonic() - began_s < until_s else None

        return answer

    def stale(member: str, *stales: dict[str, str]) -> Any:
        def add(parsed: dict[str, Any], **_: Any) -> None:
            if time.monotonic() - began_s < trouble.stale_s:
                parsed[member].extend(stales)

        return add

    old = f"{prefix_of(run)}{OLD}"
    arns = [f"arn:aws:{its}:{session.region_name}:111122223333:" for its in ("sqs", "lambda")]
    tagged = [{"ResourceARN": arns[0] + old}, {"ResourceARN": f"{arns[1]}function:{old}"}]

    client = clients_of(session)
    for kind in ("stream", "mapping"):
        _register(client, "before-call", CALLS[kind], refuse("ResourceInUseException", trouble.being_made_s))
    if trouble.denied:
        _register(client, "before-call", CALLS[trouble.denied], refuse("AccessDeniedException", float("inf")))
    listed = stale("ResourceTagMappingList", *tagged)
    _register(client, "after-call", "resourcegroupstaggingapi.GetResources", listed)
    _register(client, "after-call", "iam.ListRoles", stale("Roles", {"RoleName": old}))


def _register(client: ClientOf, event: str, call: str, handler: Any) -> None:
    service, _, operation = call.partition(".")
    its = client(service)
    its.meta.events.register(f"{event}.{its.meta.service_model.service_id.hyphenize()}.{operation}", handler)


def _error(code: str) -> tuple[Any, dict[str, Any]]:
    """What botocore takes in the place of an answer."""
    from botocore.awsrequest import AWSResponse

    status = 403 if code.startswith("Access") else 400
    said = {"Error": {"Code": code, "Message": "refused"}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return AWSResponse("", status, {}, None), said
