"""Event source mappings that exist: changed, deleted, listed."""

from __future__ import annotations

from lablib.conformance.case import CaseBook
from lablib.conformance.environment import Environment
from lablib.conformance.handlers import succeed
from lablib.conformance.refusals import refused
from lablib.conformance.sources import LAMBDA_API_SNAPSHOT, lambda_api

book = CaseBook("lambda", "mapping_api")


@book.case("UpdateEventSourceMapping changes what it names and leaves the rest",
           lambda_api("UpdateEventSourceMapping"))  # fmt: skip
def updated(env: Environment) -> None:
    uuid = env.mapping(env.stream(), env.deploy(succeed), BatchSize=7, MaximumRetryAttempts=3)["UUID"]
    env.mapping_state(uuid)
    env.lambda_.update_event_source_mapping(UUID=uuid, MaximumRetryAttempts=2)
    env.wait(60)
    shown = env.mapping_state(uuid)
    found = (shown["BatchSize"], shown["MaximumRetryAttempts"])
    assert found == (7, 2), f"it shows {found}"


@book.case("A mapping can't be changed while it is being created: ResourceInUseException",
           lambda_api("UpdateEventSourceMapping"))  # fmt: skip
def changed_while_creating(env: Environment) -> None:
    uuid = env.mapping(env.stream(), env.deploy(succeed))["UUID"]
    with refused("ResourceInUseException"):
        env.lambda_.update_event_source_mapping(UUID=uuid, BatchSize=5)
    env.mapping_state(uuid)


@book.case("A deleted mapping is Deleting first, then gone: ResourceNotFoundException, HTTP 404",
           lambda_api("DeleteEventSourceMapping"))  # fmt: skip
def deleted(env: Environment) -> None:
    uuid = env.mapping(env.stream(), env.deploy(succeed))["UUID"]
    env.mapping_state(uuid)
    state = env.lambda_.delete_event_source_mapping(UUID=uuid)["State"]
    assert state == "Deleting", f"it is {state}"
    env.wait(120)
    with refused("ResourceNotFoundException", "The resource you requested does not exist.", 404):
        env.lambda_.get_event_source_mapping(UUID=uuid)


@book.case("ListEventSourceMappings finds mappings by stream and by function",
           lambda_api("ListEventSourceMappings"), shards=2)  # fmt: skip
def listed(env: Environment) -> None:
    one, other, function = env.stream(), env.stream(), env.deploy(succeed)
    uuids = [env.mapping(stream, function)["UUID"] for stream in (one, other)]
    by_stream = env.lambda_.list_event_source_mappings(EventSourceArn=one.arn)["EventSourceMappings"]
    assert [each["UUID"] for each in by_stream] == uuids[:1]
    by_function = env.lambda_.list_event_source_mappings(FunctionName=function.name)["EventSourceMappings"]
    assert {each["UUID"] for each in by_function} == set(uuids)


@book.case("A function that isn't there has an empty list of mappings", LAMBDA_API_SNAPSHOT,
           recorded="LocalStack, November 2025", shards=0)  # fmt: skip
def listed_of_nobody(env: Environment) -> None:
    found = env.lambda_.list_event_source_mappings(FunctionName=env.name())["EventSourceMappings"]
    assert found == [], f"listed {found}"
