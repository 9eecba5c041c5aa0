"""Before anything is made: who am I, may I do what the plan needs, and is there room for it?"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from botocore.exceptions import ClientError

from lablib.on_aws.clients import ClientOf
from lablib.on_aws.permissions import ACTIONS, resource
from lablib.on_aws.plan import Plan

CONCURRENCY_KEPT_FREE = 100
"""Reservations leave this to the functions without one: https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html"""
EXPIRY = "AWS_CREDENTIAL_EXPIRATION"
"""Where `aws configure export-credentials --format env` says how long its keys live."""


class Refused(RuntimeError):
    """The account isn't one in which anything will be done."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One look at the account. One that isn't `fine` keeps the run from beginning."""

    fine: bool
    text: str


def identity(client: ClientOf, plan: Plan) -> str:
    """The ARN of whom the credentials belong to. Raises Refused for root and for another account."""
    caller = client("sts").get_caller_identity()
    arn: str = caller["Arn"]
    if caller["Account"] != plan.account:
        raise Refused(
            f"the credentials belong to account {caller['Account']}, and the plan is for {plan.account}: "
            "nothing was done. Remedy: the credentials of the other account, or a plan for this one."
        )
    if arn.endswith(":root"):
        raise Refused(
            "these are root credentials, which can do anything to the account: nothing was done. Remedy: a "
            "role or user with the policy that `lablib aws policy` prints."
        )
    return arn


def findings(client: ClientOf, plan: Plan, arn: str) -> list[Finding]:
    """What was looked at, in order; `arn` is who the credentials belong to."""
    return [
        _credentials_last(plan),
        _room_for_shards(client, plan),
        *([_concurrency(client)] if plan.needs_role else []),
        *_permissions(client, plan, arn),
    ]


def _credentials_last(plan: Plan) -> Finding:
    """Credentials that end during a run leave nobody who could delete what it made."""
    expires = os.environ.get(EXPIRY)
    if not expires:
        return Finding(True, "credentials: nothing says that they expire")
    left = datetime.fromisoformat(expires) - datetime.now(UTC)
    fine = left > timedelta(minutes=plan.minutes)
    minutes = int(left.total_seconds() // 60)
    text = f"credentials: they live for {minutes} minutes, the run takes up to {plan.minutes}"
    return Finding(fine, text if fine else f"{text}. Remedy: sign in again, then export them again.")


def _room_for_shards(client: ClientOf, plan: Plan) -> Finding:
    needed = max(each.makes.streams for each in plan.measurements)
    limits = client("kinesis").describe_limits()
    room = limits["ShardLimit"] - limits["OpenShardCount"]
    return Finding(room >= needed, f"quota of shards: room for {room}, needed are {needed}")


def _concurrency(client: ClientOf) -> Finding:
    """New accounts have so little that none of it can be reserved, which the measurements don't need."""
    limit = client("lambda").get_account_settings()["AccountLimit"]
    free = limit["UnreservedConcurrentExecutions"]
    text = f"concurrency: {limit['ConcurrentExecutions']} in the account, {free} of it unreserved"
    if free < 1:
        return Finding(False, f"{text}. Remedy: give back a reservation of another function.")
    if free <= CONCURRENCY_KEPT_FREE:
        text += f". None can be reserved: {CONCURRENCY_KEPT_FREE} always stay unreserved. The run needs none"
    return Finding(True, text)


def _permissions(client: ClientOf, plan: Plan, arn: str) -> list[Finding]:
    """Asks IAM what it would say, action by action."""
    denied: list[str] = []
    for kind, actions in ACTIONS.items():
        if kind in ("lambda", "mapping", "iam") and not plan.needs_role:
            continue
        try:
            denied += _denied(
                client, _principal(client, arn), actions, resource(kind, plan.account, plan.region)
            )
        except ClientError as error:
            return [_unknown(error)]
    if denied:
        return [Finding(False, f"permissions: {action} is denied") for action in denied]
    return [Finding(True, "permissions: IAM allows all that the run calls")]


def _denied(client: ClientOf, principal: str, actions: tuple[str, ...], on: str) -> list[str]:
    pages = (
        client("iam")
        .get_paginator("simulate_principal_policy")
        .paginate(PolicySourceArn=principal, ActionNames=[*actions], ResourceArns=[on])
    )
    results = [result for page in pages for result in page["EvaluationResults"]]
    return [each["EvalActionName"] for each in results if each["EvalDecision"] != "allowed"]


def _principal(client: ClientOf, arn: str) -> str:
    """Whose policies are simulated: a session's are those of its role."""
    service, _, _, resource_ = arn.split(":", 5)[2:]
    if service != "sts" or not resource_.startswith("assumed-role/"):
        return arn
    role: str = client("iam").get_role(RoleName=resource_.split("/")[1])["Role"]["Arn"]
    return role


def _unknown(error: ClientError) -> Finding:
    return Finding(
        False,
        f"permissions: IAM doesn't say what you may do ({error.response['Error']['Code']}). Remedy: the "
        "policy that `lablib aws policy` prints; it lets you ask.",
    )
