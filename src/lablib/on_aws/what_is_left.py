"""What runs have made and nobody has deleted yet, found by name and by tag, and how each is deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lablib.on_aws.clients import ClientOf
from lablib.on_aws.permissions import ROLE_PATH
from lablib.on_aws.plan import TAG


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """Something in the account. Sorted, they are in the order in which they can be deleted."""

    order: int
    kind: str
    name: str

    def command(self, region: str) -> str:
        """How to delete it by hand."""
        return f"aws {KINDS[self.kind].by_hand.format(self.name)} --region {region}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing. `named(client, prefix)` lists names, or a mapping's UUIDs."""

    named: Callable[[ClientOf, str], Iterator[str]]
    delete: Callable[[ClientOf, str], object]
    by_hand: str


def left(client: ClientOf, prefix: str, run_id: str | None = None) -> list[Thing]:
    """Everything whose name begins with `prefix`, or that has the tag of this run; of any run without one."""
    found = {_thing(kind, name) for kind, its in KINDS.items() for name in its.named(client, prefix)}
    return sorted(found | set(_tagged(client, run_id)))


def _thing(kind: str, name: str) -> Thing:
    return Thing([*KINDS].index(kind), kind, name)


def _tagged(client: ClientOf, run_id: str | None) -> Iterator[Thing]:
    filters = [{"Key": TAG, "Values": [run_id]} if run_id else {"Key": TAG}]
    pages = client("resourcegroupstaggingapi").get_paginator("get_resources").paginate(TagFilters=filters)
    for page in pages:
        for each in page["ResourceTagMappingList"]:
            thing = _of_arn(each["ResourceARN"])
            if thing is not None:
                yield thing


def _of_arn(arn: str) -> Thing | None:
    """The thing that an ARN names, if it's of a kind that runs make."""
    service, _, _, resource = arn.split(":", 5)[2:]
    head, _, tail = resource.replace("/", ":").partition(":")
    kinds = {
        ("kinesis", "stream"): "stream",
        ("lambda", "function"): "function",
        ("lambda", "event-source-mapping"): "mapping",
        ("iam", "role"): "role",
    }
    if service == "sqs":
        return _thing("queue", resource)
    kind = kinds.get((service, head))
    return None if kind is None else _thing(kind, tail.split(":")[-1] if kind == "role" else tail)


# --- each kind -----------------------------------------------------------------------------------


def _all(client: ClientOf, service: str, operation: str, member: str, **params: Any) -> Iterator[Any]:
    for page in client(service).get_paginator(operation).paginate(**params):
        yield from page.get(member, ())


def _mappings(client: ClientOf, prefix: str) -> Iterator[str]:
    for mapping in _all(client, "lambda", "list_event_source_mappings", "EventSourceMappings"):
        if mapping["FunctionArn"].split(":")[6].startswith(prefix):
            yield mapping["UUID"]


def _functions(client: ClientOf, prefix: str) -> Iterator[str]:
    names = (each["FunctionName"] for each in _all(client, "lambda", "list_functions", "Functions"))
    return (name for name in names if name.startswith(prefix))


def _streams(client: ClientOf, prefix: str) -> Iterator[str]:
    """Page by page, after the last name: the paginator goes by NextToken, which not every fake gives."""
    page = client("kinesis").list_streams()
    while page["StreamNames"]:
        yield from (name for name in page["StreamNames"] if name.startswith(prefix))
        if not page["HasMoreStreams"]:
            return
        page = client("kinesis").list_streams(ExclusiveStartStreamName=page["StreamNames"][-1])


def _queues(client: ClientOf, prefix: str) -> Iterator[str]:
    urls = _all(client, "sqs", "list_queues", "QueueUrls", QueueNamePrefix=prefix)
    return (url.rpartition("/")[2] for url in urls)


def _roles(client: ClientOf, prefix: str) -> Iterator[str]:
    names = (each["RoleName"] for each in _all(client, "iam", "list_roles", "Roles", PathPrefix=ROLE_PATH))
    return (name for name in names if name.startswith(prefix))


def _delete_queue(client: ClientOf, name: str) -> None:
    sqs = client("sqs")
    sqs.delete_queue(QueueUrl=sqs.get_queue_url(QueueName=name)["QueueUrl"])


def _delete_role(client: ClientOf, name: str) -> None:
    """A role goes only without its policies."""
    iam = client("iam")
    for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]:
        iam.delete_role_policy(RoleName=name, PolicyName=policy)
    iam.delete_role(RoleName=name)


KINDS: dict[str, Kind] = {
    "mapping": Kind(
        _mappings,
        lambda client, uuid: client("lambda").delete_event_source_mapping(UUID=uuid),
        "lambda delete-event-source-mapping --uuid {}",
    ),
    "function": Kind(
        _functions,
        lambda client, name: client("lambda").delete_function(FunctionName=name),
        "lambda delete-function --function-name {}",
    ),
    "stream": Kind(
        _streams,
        lambda client, name: client("kinesis").delete_stream(StreamName=name, EnforceConsumerDeletion=True),
        "kinesis delete-stream --enforce-consumer-deletion --stream-name {}",
    ),
    "queue": Kind(
        _queues,
        _delete_queue,
        'sqs delete-queue --queue-url "$(aws sqs get-queue-url --output text --queue-name {})"',
    ),
    "role": Kind(
        _roles,
        _delete_role,
        "iam delete-role-policy --policy-name run --role-name {0}; aws iam delete-role --role-name {0}",
    ),
}
"""In the order in which they are deleted."""
