"""Every error that botocore documents for a modelled operation comes, or the fidelity page says why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import cloudwatch_errors
import kinesis_errors
import lambda_errors
import pytest
from botocore.exceptions import ClientError
from one_in import one_in

from lablib import World
from lablib.simulator.api.service_model import model_of
from lablib.simulator.cloudwatch import metrics_api
from lablib.simulator.cloudwatch.alarms_api import Alarms
from lablib.simulator.cloudwatch.metrics import Metrics
from lablib.simulator.kinesis.service import OPERATIONS as KINESIS
from lablib.simulator.lambda_.endpoint import OPERATIONS as LAMBDA
from lablib.teaching.course import repo_root

pytestmark = pytest.mark.slow

SERVICES = {"Kinesis": kinesis_errors, "Lambda": lambda_errors, "CloudWatch": cloudwatch_errors}
MODELLED = {
    "Kinesis": KINESIS.keys(),
    "Lambda": LAMBDA.keys(),
    "CloudWatch": metrics_api.OPERATIONS.keys() | Alarms(Metrics(), lambda: 0).operations.keys(),
}
PAGE = (repo_root() / "docs/fidelity.md").read_text()
TABLE = PAGE.partition("## Errors that never come")[2].partition("\n## ")[0]
ROWS = re.findall(r"^\| (Kinesis|Lambda|CloudWatch) \| ([^|]+) \| ([^|]+) \| [^|]+ \|$", TABLE, re.MULTILINE)
NAME = re.compile(r"`(\w+)`")


class Documented(NamedTuple):
    """An error that an operation may answer, by its code."""

    service: str
    operation: str
    code: str


def documented() -> Iterator[Documented]:
    for service, operations in MODELLED.items():
        for operation in sorted(operations):
            for shape in model_of(service.lower()).operation_model(operation).error_shapes:
                yield Documented(service, operation, shape.metadata.get("error", {}).get("code", shape.name))


DOCUMENTED = set(documented())


def never_come() -> Iterator[Documented]:
    """What the rows say. "every" is each operation that documents the error, but for those named after it."""
    for service, codes, operations in ROWS:
        for each in sorted(DOCUMENTED):
            is_meant = (each.operation in NAME.findall(operations)) != operations.startswith("every")
            if is_meant and each.service == service and each.code in NAME.findall(codes):
                yield each


NEVER = list(never_come())
COMES = DOCUMENTED - set(NEVER)


@pytest.mark.parametrize("service", MODELLED)
def test_there_is_a_call_for_every_modelled_operation(service) -> None:
    assert SERVICES[service].CALLS.keys() == MODELLED[service]


@pytest.mark.parametrize(
    ("service", "operation"),
    one_in(3, [(service, each) for service in MODELLED for each in sorted(MODELLED[service])]),
)
def test_the_call_that_is_made_wrong_for_each_error_is_right_by_itself(service, operation) -> None:
    with World(seed=7) as world:
        SERVICES[service].scene_of(world, operation).call()


@pytest.mark.parametrize(
    "documented", one_in(8, [pytest.param(each, id="-".join(each)) for each in sorted(COMES)])
)
def test_a_documented_error_comes(documented: Documented) -> None:
    scenarios = SERVICES[documented.service]
    provoke = scenarios.INSTEAD.get(documented[1:]) or scenarios.USUALLY[documented.code]
    with World(seed=7) as world:
        world.network.latency_us = lambda: 0  # so that many calls are in one second
        scene = scenarios.scene_of(world, documented.operation)
        with pytest.raises(ClientError) as caught:
            provoke(scene)
    assert (caught.value.operation_name, caught.value.response["Error"]["Code"]) == documented[1:]


def test_the_fidelity_page_names_an_error_that_never_comes_once() -> None:
    assert NEVER
    assert sorted(NEVER) == sorted(set(NEVER))


def test_the_fidelity_page_names_only_operations_that_document_the_error() -> None:
    named = {
        Documented(service, operation, code)
        for service, codes, operations in ROWS
        for code in NAME.findall(codes)
        for operation in NAME.findall(operations)
    }
    assert named <= DOCUMENTED
    assert {code for _, codes, _ in ROWS for code in NAME.findall(codes)} == {each.code for each in NEVER}


@pytest.mark.parametrize("service", MODELLED)
def test_no_provocation_is_left_over(service) -> None:
    scenarios = SERVICES[service]
    comes = {each[1:] for each in COMES if each.service == service}
    assert scenarios.INSTEAD.keys() <= comes
    assert scenarios.USUALLY.keys() == {code for _, code in comes - scenarios.INSTEAD.keys()}
