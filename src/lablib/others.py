"""All AWS services that the lab does not model, answered inside this process by moto.

moto is imported at the first such request (it is heavy), and its patches are on only while it answers, so
that every request of every client passes our network first, whenever the client was made.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import botocore.session
from botocore.awsrequest import AWSPreparedRequest, AWSResponse

SEED_URL = "http://motoapi.amazonaws.com/moto-api/seed?a={}"
"""moto's own way to make its random ids repeatable: https://docs.getmoto.org/en/latest/docs/configuration/recorder/index.html"""
LONG_POLL_TARGET = "AmazonSQS.ReceiveMessage"
LONG_POLL_STEP_S = 0.1


class Others:
    """moto's memory of one world. Ids come from the world's seed, times from its clock.

    `sleep` blocks the calling flow for virtual seconds.
    """

    def __init__(self, seed: int, sleep: Callable[[float], None]) -> None:
        self._seed = seed
        self._sleep = sleep
        self._session: botocore.session.Session | None = None
        self._started = False

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

    def _ask_moto(self, service: str, request: AWSPreparedRequest) -> AWSResponse | None:
        from moto import mock_aws

        mock = mock_aws(config={"core": {"reset_boto3_session": False}})
        mock.start(reset=not self._started)
        try:
            if not self._started:
                self._begin()
            assert self._session is not None
            return self._session.emit_first_non_none_response(f"before-send.{service}", request=request)
        finally:
            mock.stop(remove_data=False)

    def _begin(self) -> None:
        """moto hooks into each session made after its import, so a session of our own carries its answers."""
        import requests

        requests.post(SEED_URL.format(self._seed), timeout=1)
        self._session = botocore.session.Session()
        self._started = True


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
