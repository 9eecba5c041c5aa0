"""The AWS environment variables of a world: none of the learner's own are ever seen by boto3."""

from __future__ import annotations

import os

import boto3

from lablib.simulator import limits
from lablib.simulator.network.aws_guard import KEY, app_id
from lablib.simulator.network.boto3_session import Session, fresh_session

LAB_VARIABLES = {
    "AWS_ACCESS_KEY_ID": KEY,
    "AWS_SECRET_ACCESS_KEY": "lab-only-not-a-secret",
    "AWS_DEFAULT_REGION": limits.REGION,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "MOTO_ACCOUNT_ID": limits.ACCOUNT_ID,
}
_APP_ID = "AWS_SDK_UA_APP_ID"
_OURS = ("AWS_", "BOTO_", "MOTO_")
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


class Environment:
    """Sets the variables of the lab in place of all that steer boto3, and puts everything back.

    `world` is what a client made here says it belongs to: botocore writes it into the client's User-Agent.
    """

    def __init__(self, world: str) -> None:
        self._variables = LAB_VARIABLES | {_APP_ID: app_id(world)}
        self._saved: dict[str, str] = {}
        self._session: boto3.Session | None = None

    def enter(self) -> None:
        """Put the lab's variables in place of the learner's."""
        self._saved = {name: value for name, value in os.environ.items() if _steers_boto3(name)}
        self._session = boto3.DEFAULT_SESSION
        try:
            for name in self._saved:
                del os.environ[name]
            os.environ.update(self._variables)
            # The default session may hold credentials that were read before: the lab gets a new one.
            boto3.DEFAULT_SESSION = fresh_session()
        except BaseException:
            self.leave()
            raise

    def leave(self) -> None:
        """Put the learner's back."""
        for name in [name for name in os.environ if _steers_boto3(name)]:
            del os.environ[name]
        os.environ.update(self._saved)
        boto3.DEFAULT_SESSION = self._session


def is_a_world_s() -> bool:
    """Whether what steers boto3, variables and default session, is what a world has set."""
    steering = {name: value for name, value in os.environ.items() if _steers_boto3(name) and name != _APP_ID}
    return steering == LAB_VARIABLES and type(boto3.DEFAULT_SESSION) is Session


def _steers_boto3(name: str) -> bool:
    return name.upper().startswith(_OURS) or name.lower() in _PROXIES
