"""AWS itself, which costs money and is only used when asked for, or whatever else answers at a URL.

What a case has made is deleted at its end, the function's log queue too. A function needs a role that may
read Kinesis and send to SQS; without one, the cases with functions are skipped.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from lablib.conformance.endpoints.in_moto import source_of, zipped
from lablib.conformance.environment import PATIENT, Deployed, Environment, Handler, Invocation

METRICS_AFTER_S = 300.0
"""CloudWatch has most datapoints by then."""
FUNCTION_STARTS_S = 10.0
SETTINGS = {"timeout_s": "Timeout", "memory_mb": "MemorySize"}
RECORDING = """

def recording(event, context):
    import boto3, json, os, time
    body = json.dumps({"at": time.time(), "event": event})
    boto3.client("sqs").send_message(QueueUrl=os.environ["SEEN"], MessageBody=body)
    return handler(event, context)
"""


@dataclass(frozen=True, slots=True)
class _Function:
    name: str
    arn: str
    sqs: Any
    seen: str
    taken: list[Invocation]

    def events(self) -> list[dict[str, Any]]:
        return [each.event for each in self.invocations()]

    def invocations(self) -> list[Invocation]:
        while found := self.sqs.receive_message(QueueUrl=self.seen, MaxNumberOfMessages=10).get("Messages"):
            for message in found:
                told = json.loads(message["Body"])
                self.taken.append(Invocation(told["at"], told["event"]))
                self.sqs.delete_message(QueueUrl=self.seen, ReceiptHandle=message["ReceiptHandle"])
        self.taken.sort(key=lambda each: each.at_s)
        return list(self.taken)


class Account:
    """An account as the endpoint of a case; time is real."""

    metrics_after_s = METRICS_AFTER_S
    tags: Mapping[str, str] = {}
    """Of the functions and their queues."""

    def __init__(self, endpoint_url: str | None, role_arn: str | None) -> None:
        self._url = endpoint_url
        self._role_arn = role_arn
        self._to_undo: list[Callable[[], object]] = []
        self.region: str = boto3.Session().region_name or "us-east-1"
        self.account: str = self.client("sts", PATIENT).get_caller_identity()["Account"]

    def client(self, service: str, config: Config) -> Any:
        """As `Endpoint.client`."""
        return boto3.client(service, region_name=self.region, endpoint_url=self._url, config=config)

    def wait(self, seconds: float) -> None:
        """As `Endpoint.wait`."""
        time.sleep(seconds)

    def at_once(self, calls: Sequence[Callable[[], Any]]) -> list[Any]:
        """As `Endpoint.at_once`, a thread each."""
        with ThreadPoolExecutor(len(calls)) as threads:
            return [each.result() for each in [threads.submit(call) for call in calls]]

    def deploy(self, name: str, handler: Handler, settings: dict[str, Any]) -> Deployed:
        """As `Endpoint.deploy`; of the settings, timeout and memory. Events come back over a queue."""
        lambda_, sqs = self.client("lambda", PATIENT), self.client("sqs", PATIENT)
        tags = dict(self.tags)
        seen = sqs.create_queue(QueueName=f"{name}-seen", tags=tags)["QueueUrl"]
        self._to_undo.append(lambda: sqs.delete_queue(QueueUrl=seen))
        arn = lambda_.create_function(
            FunctionName=name,
            Runtime="python3.13",
            Role=self._role_arn,
            Handler="handler.recording",
            Code={"ZipFile": zipped(source_of(handler) + RECORDING)},
            Environment={"Variables": {"SEEN": seen}},
            Tags=tags,
            **{SETTINGS[key]: value for key, value in settings.items() if key in SETTINGS},
        )["FunctionArn"]
        self._to_undo.append(lambda: lambda_.delete_function(FunctionName=name))
        self.wait(FUNCTION_STARTS_S)
        return _Function(name, arn, sqs, seen, [])

    def take_undos(self) -> list[Callable[[], object]]:
        """What deletes the functions and their queues."""
        undos, self._to_undo = self._to_undo[::-1], []
        return undos


def account(
    endpoint_url: str | None, role_arn: str | None, on_left: Callable[[str], None]
) -> Callable[[str], Any]:
    """Places in an account, or at `endpoint_url`. `on_left` hears of what couldn't be deleted."""

    @contextmanager
    def place(prefix: str) -> Iterator[Environment]:
        endpoint = Account(endpoint_url, role_arn)
        environment = Environment(endpoint, f"{prefix[:40]}-{uuid4().hex[:6]}")
        try:
            yield environment
        finally:
            for delete in [*environment.take_undos(), *endpoint.take_undos()]:
                try:
                    delete()
                except ClientError as error:
                    if "NotFound" not in error.response["Error"]["Code"]:
                        on_left(str(error))

    return place
