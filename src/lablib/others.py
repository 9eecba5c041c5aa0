"""All AWS services that the lab does not model, answered inside this process by moto.

moto is imported at the first such request (it is heavy), and its patches are on only while it answers, so
that every request of every client passes our network first, whenever the client was made.
"""

from __future__ import annotations

import botocore.session
from botocore.awsrequest import AWSPreparedRequest, AWSResponse

SEED_URL = "http://motoapi.amazonaws.com/moto-api/seed?a={}"
"""moto's own way to make its random ids repeatable: https://docs.getmoto.org/en/latest/docs/configuration/recorder/index.html"""


class Others:
    """moto's memory of one world. Ids come from the world's seed, times from its clock."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._session: botocore.session.Session | None = None
        self._started = False

    def answer(self, service: str, request: AWSPreparedRequest) -> AWSResponse | None:
        """moto's answer to one request, or None if moto does not know the host."""
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
