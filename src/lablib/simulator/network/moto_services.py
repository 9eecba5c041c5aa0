"""All AWS services that the lab does not model, answered inside this process by moto.

moto is imported at the first such request (it is heavy), and its hook is on only while it answers, so
that every request of every client passes our network first, whenever the client was made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import botocore.session
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.handlers import BUILTIN_HANDLERS

from lablib.simulator import limits
from lablib.simulator.network import call_watch, function_callers
from lablib.simulator.network.socket_guard import NetworkRefused

# A client takes its handlers from its session, so they are there before the first session is made.
BUILTIN_HANDLERS.extend(function_callers.HANDLERS + call_watch.HANDLERS)
LONG_POLL_TARGET = "AmazonSQS.ReceiveMessage"
LONG_POLL_STEP_S = 0.1


class Others:
    """The other services of one world. Ids come from the world's seed, times from its clock.

    `sleep` blocks the calling flow for virtual seconds.
    """

    def __init__(self, seed: int, sleep: Callable[[float], None]) -> None:
        self._seed = seed
        self._sleep = sleep
        self._session: botocore.session.Session | None = None
        self._memory = Memory()

    def answer(self, service: str, request: AWSPreparedRequest) -> AWSResponse | None:
        """moto's answer to one request, or None if moto does not know the host."""
        waits_s = take_long_poll_s(request)
        answer = self._ask_moto(service, request)
        # moto waits on a lock, for which virtual time stands still: it is asked again and again instead.
        for _ in range(round(waits_s / LONG_POLL_STEP_S)):
            if answer is None or b'"Messages"' in answer.content:
                break
            self._sleep(LONG_POLL_STEP_S)
            answer = self._ask_moto(service, request)
        return answer

    def list_metrics(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        """What moto's CloudWatch lists: the metrics of PutMetricData. `params` are those of boto3's call."""
        if self._session is None:
            return []
        with self._in_moto():
            client = self._session.create_client("cloudwatch", region_name=limits.REGION)
            pages = client.get_paginator("list_metrics").paginate(**params)
            return [metric for page in pages for metric in page["Metrics"]]

    def forget(self) -> None:
        """Empty every queue and bucket, and close the files that moto keeps objects of S3 in."""
        self._memory.clear()

    def _ask_moto(self, service: str, request: AWSPreparedRequest) -> AWSResponse | None:
        with self._in_moto():
            if self._session is None:
                self._session = self._begin()
            try:
                return self._session.emit_first_non_none_response(f"before-send.{service}", request=request)
            except ModuleNotFoundError as missing:
                raise NetworkRefused(
                    f"lablib blocked a request to {service}: moto, which answers it here, needs the package "
                    f"{missing.name}, and that isn't installed. Remedy: pip install 'moto[all]', or leave "
                    f"{service} out."
                ) from missing

    @contextmanager
    def _in_moto(self) -> Iterator[None]:
        """Inside the block moto answers what a session of botocore sends, and knows what it knew.

        `mock_aws` turns the same hook on. It also enters 1,300 patterns for the package `requests`, which
        takes longer than most answers.
        """
        from unittest.mock import patch

        from moto.core.config import default_user_config
        from moto.core.model_instances import reset_model_data
        from moto.core.models import botocore_stubber

        was_on = botocore_stubber.enabled
        with patch.dict(default_user_config, {"core": {}}), self._memory.in_place():
            botocore_stubber.enabled = True
            try:
                yield
            finally:
                botocore_stubber.enabled = was_on
                if not was_on:
                    reset_model_data()  # moto's list of all that it ever made, for its dashboard

    def _begin(self) -> botocore.session.Session:
        """moto hooks into each session made after its import, so a session of our own carries its answers.

        Its ids are repeatable from here on, as by its own address for that:
        https://docs.getmoto.org/en/latest/docs/configuration/recorder/index.html
        """
        from moto.moto_api._internal import mock_random

        mock_random.seed(self._seed)
        return botocore.session.Session()


class Memory:
    """What moto knows of one world.

    moto has one place for it in a process, and worlds may be nested. So it is there only for the length of a
    request; what moto clears away when its patches go on and off is never ours.
    """

    def __init__(self) -> None:
        self._backends: list[dict[str, Any]] = []
        self._contents: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self._random_state: Any = None

    def clear(self) -> None:
        """Forget everything but the place in the row of random numbers."""
        if self._backends:
            from moto.core.base_backend import BackendDict

            with self.in_place():
                BackendDict.reset()

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Inside the block moto works on this memory."""
        from moto.core.base_backend import BackendDict
        from moto.moto_api._internal import mock_random

        moto: Any = BackendDict
        moto._instances[:] = self._backends
        for place, content in self._contents:
            place.update(content)
        if self._random_state is not None:
            mock_random.setstate(self._random_state)
        try:
            yield
        finally:
            self._random_state = mock_random.getstate()
            self._backends = list(moto._instances)
            places = [place for backend in self._backends for place in _places_of(backend)]
            self._contents = [(place, dict(place)) for place in places]
            for place in places:
                place.clear()
            moto._instances.clear()


def _places_of(backend: dict[str, Any]) -> list[dict[str, Any]]:
    """Where moto keeps what it knows of a service: by account, and beside that S3 its buckets' owners."""
    return [backend, *(each for each in vars(backend).values() if isinstance(each, dict))]


def take_long_poll_s(request: AWSPreparedRequest) -> float:
    """How long an SQS ReceiveMessage waits for a message; the request itself waits no more.

    A queue's own ReceiveMessageWaitTimeSeconds is not looked up: without WaitTimeSeconds the answer is there
    at once.
    """
    target = request.headers.get("X-Amz-Target", "")
    if (target.decode() if isinstance(target, bytes) else target) != LONG_POLL_TARGET:
        return 0.0
    params = json.loads(request.body)
    waits_s = float(params.get("WaitTimeSeconds", 0))
    request.body = json.dumps(params | {"WaitTimeSeconds": 0}).encode()
    return waits_s
