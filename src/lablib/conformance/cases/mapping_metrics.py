"""The metrics of a function and a mapping: what each loss leaves behind."""

from __future__ import annotations

from typing import Any

from lablib.conformance import handlers
from lablib.conformance.case import CaseBook
from lablib.conformance.environment import Environment
from lablib.conformance.mapping_runs import COUNTS, REPORTS, delivered_by, play, to
from lablib.conformance.sources import LAMBDA_METRICS

book = CaseBook("lambda", "mapping_metrics")


def _count(env: Environment, uuid: str, name: str) -> float | None:
    return env.metric("AWS/Lambda", name, "Sum", EventSourceMappingUUID=uuid)


@book.case("Invocations and Errors count every attempt", LAMBDA_METRICS, needs_function=True)
def function_metrics(env: Environment) -> None:
    _, function, _ = play(env, handlers.fail, b"x", for_s=120, MaximumRetryAttempts=2)
    env.metrics_arrive()
    found = [env.metric("AWS/Lambda", name, "Sum", FunctionName=function.name)
             for name in ("Invocations", "Errors")]  # fmt: skip
    assert found == [3.0, 3.0], f"they are {found}"


@book.case("A partial failure is no function error", LAMBDA_METRICS, needs_function=True)
def partial_failure_is_no_error(env: Environment) -> None:
    _, function, _ = play(env, handlers.report_bad, b"bad", for_s=120, MaximumRetryAttempts=1, **REPORTS)
    env.metrics_arrive()
    errors = env.metric("AWS/Lambda", "Errors", "Sum", FunctionName=function.name)
    assert errors in (None, 0), f"Errors is {errors}"


@book.case("DroppedEventCount counts records that were given up without a destination", LAMBDA_METRICS,
           needs_function=True)  # fmt: skip
def dropped(env: Environment) -> None:
    _, _, uuid = play(env, handlers.fail, b"a", b"b", for_s=60, MaximumRetryAttempts=0, **COUNTS)
    env.metrics_arrive()
    found = _count(env, uuid, "DroppedEventCount")
    assert found == 2, f"it is {found}"


@book.case(
    "Records that a destination took are not in DroppedEventCount", LAMBDA_METRICS, needs_function=True
)
def delivered_is_not_dropped(env: Environment) -> None:
    queue = env.queue()
    _, _, uuid = play(env, handlers.fail, b"a", b"b", for_s=60, MaximumRetryAttempts=0, **COUNTS, **to(queue))
    env.metrics_arrive()
    found = [
        _count(env, uuid, name) for name in ("OnFailureDestinationDeliveredEventCount", "DroppedEventCount")
    ]
    assert found[0] == 2, f"delivered {found[0]}"
    assert not found[1], f"dropped {found[1]}"


@book.case("FilteredOutEventCount counts what a filter dropped, PolledEventCount everything", LAMBDA_METRICS,
           needs_function=True)  # fmt: skip
def filtered_out(env: Environment) -> None:
    filters: dict[str, Any] = {"FilterCriteria": {"Filters": [{"Pattern": '{"data": {"a": [1]}}'}]}}
    _, _, uuid = play(env, handlers.succeed, b'{"a": 1}', b'{"a": 2}', b'{"a": 3}', **COUNTS, **filters)
    env.metrics_arrive()
    found = [_count(env, uuid, name)
             for name in ("PolledEventCount", "FilteredOutEventCount", "InvokedEventCount")]  # fmt: skip
    assert found == [3, 2, 1], f"they are {found}"


@book.case("InvokedEventCount counts a record once for each attempt", LAMBDA_METRICS, needs_function=True)
def invoked_each_time(env: Environment) -> None:
    _, _, uuid = play(env, handlers.fail, b"x", for_s=120, MaximumRetryAttempts=2, **COUNTS)
    env.metrics_arrive()
    found = [_count(env, uuid, name) for name in ("InvokedEventCount", "FailedInvokeEventCount")]
    assert found == [3, 3], f"they are {found}"


@book.case(
    "A mapping has no counters unless MetricsConfig asks for them", LAMBDA_METRICS, needs_function=True
)
def counters_are_off(env: Environment) -> None:
    _, _, uuid = play(env, handlers.succeed, b"x")
    env.metrics_arrive()
    assert _count(env, uuid, "InvokedEventCount") is None


@book.case("What retention takes from a blocked shard is in no counter", LAMBDA_METRICS, jumps_h=26,
           needs_function=True)  # fmt: skip
def expired_is_uncounted(env: Environment) -> None:
    queue = env.queue()
    stream, function, uuid = play(env, handlers.fail_on_bad, b"bad", for_s=26 * 3_600, **COUNTS, **to(queue))
    env.put(stream, b"after")
    env.wait(60)
    assert delivered_by(function)[-1] == ["after"], "the shard is still blocked"
    assert queue.messages() == [], "a message went to the destination"
    assert not _count(env, uuid, "DroppedEventCount")
