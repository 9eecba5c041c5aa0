"""The learner's own account as the place of a measurement: real time, and everything named and tagged."""

from __future__ import annotations

import json
import time
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError

from lablib.conformance.endpoints.aws import Account
from lablib.conformance.environment import Deployed, Environment, Handler
from lablib.on_aws.clients import Clients, check_time
from lablib.on_aws.measurement import Measurement
from lablib.on_aws.permissions import ROLE_PATH, TRUST_OF_FUNCTIONS, policy_of_functions
from lablib.on_aws.plan import Plan

STEP_S = 1.0
"""A wait is cut into steps, so that Ctrl-C and the plan's last minute end it."""
ROLE_SETTLES_S = 20
"""IAM says a role is there before Lambda can assume it."""
ROLE_TRIES = 6
SETTINGS = {"timeout_s": 30, "memory_mb": 512}
"""With the smallest memory, importing boto3 takes longer than the default timeout."""


class OwnAccount(Account):
    """As `conformance.endpoints.aws.Account`, under a plan. It makes a role if the plan has functions."""

    def __init__(self, plan: Plan, clients: Clients) -> None:
        self._plan = plan
        self._clients = clients
        super().__init__(None, None)
        self.region = plan.region
        self.tags = plan.tags

    def client(self, service: str, config: Config) -> Any:
        """As `Endpoint.client`."""
        return self._clients.make(service, config)

    def wait(self, seconds: float) -> None:
        """As `Endpoint.wait`. Raises RanOutOfTime at once if the plan would end before."""
        check_time(self._clients.until_s, seconds)
        ends_s = time.time() + seconds
        while (rest_s := ends_s - time.time()) > 0:
            time.sleep(min(rest_s, STEP_S))

    def environment(self, measurement: Measurement) -> Environment:
        """What the measurement uses."""
        return Environment(self, f"{self._plan.prefix}-{measurement.id}".replace("_", "-"), self.tags)

    def make_role(self) -> None:
        """A role for the functions, which may read the run's streams and send to its queues."""
        iam = self._clients("iam")
        role = iam.create_role(
            RoleName=self._plan.prefix,
            Path=ROLE_PATH,
            AssumeRolePolicyDocument=json.dumps(TRUST_OF_FUNCTIONS),
            Tags=[{"Key": key, "Value": value} for key, value in self.tags.items()],
        )
        allowed = policy_of_functions(self._plan.account, self._plan.region)
        iam.put_role_policy(RoleName=self._plan.prefix, PolicyName="run", PolicyDocument=json.dumps(allowed))
        self._role_arn = role["Role"]["Arn"]
        self.wait(ROLE_SETTLES_S)

    def deploy(self, name: str, handler: Handler, settings: dict[str, Any]) -> Deployed:
        """As `Endpoint.deploy`. A role that Lambda doesn't know yet is tried again."""
        for tries in range(1, ROLE_TRIES + 1):
            try:
                return super().deploy(name, handler, SETTINGS | settings)
            except ClientError as error:
                unknown = "cannot be assumed by Lambda" in str(error)
                if not unknown or tries == ROLE_TRIES:
                    raise
                self.wait(ROLE_SETTLES_S / 2)
        raise AssertionError("the last try returns or raises")
