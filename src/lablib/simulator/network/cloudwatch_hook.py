"""Where boto3's CloudWatch client gets its answers.

CloudWatch speaks CBOR, so its requests are answered one step earlier than Kinesis's: at botocore's
`before-call` event, as botocore's own Stubber does. What neither our metrics nor our alarms hold goes on to
the network, and from there to moto. A client takes its event handlers from its session, and sessions copy
them when they are made: so the handlers are registered once, when this module is imported, and do nothing
unless a world is open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.handlers import BUILTIN_HANDLERS

from lablib.simulator.api.errors import AwsError
from lablib.simulator.cloudwatch.alarms_api import Alarms
from lablib.simulator.cloudwatch.metrics import Metrics
from lablib.simulator.cloudwatch.metrics_api import Listing, answer

_PARAMS = "lablib_cloudwatch_params"
SEEN = "x-lablib-seen"
"""Header of every request that passed here. One without it has a client that does not know the hook."""
_hooks: list[CloudWatchHook] = []


class CloudWatchHook:
    """Answers for one world. `wait` blocks for a request's latency, `elsewhere` lists others' metrics."""

    def __init__(
        self,
        metrics: Metrics,
        alarms: Alarms,
        elsewhere: Listing,
        now_us: Callable[[], int],
        wait: Callable[[], None],
    ) -> None:
        self._metrics = metrics
        self._alarms = alarms
        self._elsewhere = elsewhere
        self._is_asking_elsewhere = False
        self._now_us = now_us
        self._wait = wait

    def install(self) -> None:
        """From now on this world answers; worlds may be nested, the innermost answers."""
        _hooks.append(self)

    def uninstall(self) -> None:
        """The world around it answers again, if there is one."""
        _hooks.remove(self)

    def respond(self, operation: str, params: dict[str, Any]) -> tuple[AWSResponse, dict[str, Any]] | None:
        """What botocore takes for the service's answer; None if our metrics do not hold it."""
        try:
            result, status = self.ask(operation, params), 200
        except AwsError as error:
            result = {"Error": {"Code": error.code, "Message": error.message, "Type": "Sender"}}
            status = error.status
        if result is None:
            return None
        result["ResponseMetadata"] = {"HTTPStatusCode": status, "HTTPHeaders": {}, "RetryAttempts": 0}
        return AWSResponse("", status, {}, None), result

    def ask(self, operation: str, params: dict[str, Any]) -> dict[str, Any] | None:
        """CloudWatch's answer after a request's latency, for whichever door; None as above. Raises AwsError.

        Parameters and answer are boto3's.
        """
        if self._is_asking_elsewhere:
            return None
        try:
            now_us = self._now_us()
            result = self._alarms.answer(operation, params, now_us)
            if result is None:
                result = answer(self._metrics, operation, params, now_us, self._list_elsewhere)
        except AwsError:
            self._wait()
            raise
        if result is not None:
            self._wait()
        return result

    def _list_elsewhere(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        self._is_asking_elsewhere = True
        try:
            return self._elsewhere(params)
        finally:
            self._is_asking_elsewhere = False


def _remember_params(params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
    context[_PARAMS] = params


def _respond(
    model: Any, params: dict[str, Any], context: dict[str, Any], **_: Any
) -> tuple[AWSResponse, dict[str, Any]] | None:
    if not _hooks:
        return None
    params["headers"][SEEN] = "yes"
    return _hooks[-1].respond(model.name, context[_PARAMS])


_HANDLERS: list[tuple[str, Callable[..., Any]]] = [
    ("before-parameter-build.cloudwatch", _remember_params),
    ("before-call.cloudwatch", _respond),
]
BUILTIN_HANDLERS.extend(_HANDLERS)
