"""Before anything is made: the file that allows it, the id that was typed, what the account says.

moto has neither SimulatePrincipalPolicy nor GetAccountSettings, so their answers are made up here.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from lablib.on_aws.allow_list import NotAllowed, require_allowed
from lablib.on_aws.permissions import ACTIONS, policy_for_you, policy_of_functions
from lablib.on_aws.preflight import EXPIRY, Refused, findings, identity
from lablib.on_aws.switch import WrongAccount, switched_on
from lablib.simulator.network import aws_guard

ACCOUNT, OTHER = "123456789012", "999999999999"
USER = f"arn:aws:iam::{ACCOUNT}:user/ann"
ALLOWED = f'[[account]]\nid = "{ACCOUNT}"\nregions = ["eu-central-1"]\n'


class FakeAccount:
    """`client(service)` whose every call answers from here."""

    def __init__(self, arn=USER, denied=(), concurrency=1_000, shards_open=3, iam_error=""):
        self.arn, self.denied, self.concurrency, self.shards_open = arn, denied, concurrency, shards_open
        self.iam_error = iam_error
        self.asked = []

    def __call__(self, service):
        return self

    def get_caller_identity(self):
        return {"Arn": self.arn, "Account": self.arn.split(":")[4]}

    def describe_limits(self):
        return {"ShardLimit": 10, "OpenShardCount": self.shards_open}

    def get_account_settings(self):
        free = self.concurrency
        return {
            "AccountLimit": {"ConcurrentExecutions": max(free, 10), "UnreservedConcurrentExecutions": free}
        }

    def get_role(self, RoleName):  # noqa: N803 - boto3's name
        return {"Role": {"Arn": f"arn:aws:iam::{ACCOUNT}:role/teams/{RoleName}"}}

    def get_paginator(self, operation):
        assert operation == "simulate_principal_policy"
        return self

    def paginate(self, **asked):
        if self.iam_error:
            raise ClientError({"Error": {"Code": self.iam_error, "Message": ""}}, "SimulatePrincipalPolicy")
        self.asked.append(asked)
        for action in asked["ActionNames"]:
            decision = "implicitDeny" if action in self.denied else "allowed"
            yield {"EvaluationResults": [{"EvalActionName": action, "EvalDecision": decision}]}


def problems(account, plan):
    return [finding.text for finding in findings(account, plan, account.arn) if not finding.fine]


def texts(account, plan):
    return [finding.text for finding in findings(account, plan, account.arn)]


# --- who ----------------------------------------------------------------------------------------


def test_root_credentials_and_another_account_are_refused(plan_of):
    with pytest.raises(Refused, match=r"root credentials, .*nothing was done"):
        identity(FakeAccount(f"arn:aws:iam::{ACCOUNT}:root"), plan_of())
    with pytest.raises(Refused, match=f"belong to account {OTHER}, and the plan is for {ACCOUNT}: nothing"):
        identity(FakeAccount(f"arn:aws:iam::{OTHER}:user/ann"), plan_of())
    assert identity(FakeAccount(), plan_of()) == USER


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "no AWS account is allowed, so nothing is done"),
        ("[[account]]\nid = 12", "can't be read"),
        (f'[[account]]\nid = "{ACCOUNT}"\nregions = "eu-central-1"', "regions is 'eu-central-1', .* a list"),
        ('[[account]]\nid = "12"\nregions = []', "'12' in .* is no account id"),
        (ALLOWED.replace(ACCOUNT, OTHER), f"account {ACCOUNT} isn't in"),
        (ALLOWED.replace("eu-central-1", "eu-west-1"), "region 'eu-central-1' isn't named .* eu-west-1"),
    ],
)
def test_an_account_or_region_that_is_not_on_the_list_is_refused(tmp_path, content, why):
    path = tmp_path / "aws.toml"
    if content is not None:
        path.write_text(content)
    with pytest.raises(NotAllowed, match=why):
        require_allowed(path, ACCOUNT, "eu-central-1")


def test_an_account_and_region_on_the_list_are_not_refused(tmp_path):
    (tmp_path / "aws.toml").write_text(ALLOWED)
    require_allowed(tmp_path / "aws.toml", ACCOUNT, "eu-central-1")


# --- the switch ---------------------------------------------------------------------------------


def switch(plan, typed, allow_list):
    with switched_on(plan, typed, allow_list) as clients:
        [lift] = aws_guard.lifted_by
        return sorted(lift.hosts), clients.until_s


@pytest.mark.usefixtures("clock")
def test_it_is_open_for_the_hosts_of_one_region_and_closed_afterwards(plan_of, tmp_path, capsys):
    (tmp_path / "aws.toml").write_text(ALLOWED)
    hosts, _ = switch(plan_of("burst"), f" {ACCOUNT} ", tmp_path / "aws.toml")
    assert hosts == [
        "iam.amazonaws.com",
        *(f"{name}.eu-central-1.amazonaws.com" for name in ("kinesis", "lambda", "monitoring", "sqs", "sts")),
        "tagging.eu-central-1.amazonaws.com",
    ]
    assert aws_guard.lifted_by == []
    assert f"REAL AWS IS ON for 7 hosts, account {ACCOUNT}" in capsys.readouterr().err


@pytest.mark.usefixtures("clock")
def test_it_stays_shut_if_another_id_is_typed_or_the_account_is_not_allowed(plan_of, tmp_path):
    (tmp_path / "aws.toml").write_text(ALLOWED)
    with pytest.raises(WrongAccount, match=f"you typed '', and the plan is for {ACCOUNT}: nothing was done"):
        switch(plan_of(), "", tmp_path / "aws.toml")
    with pytest.raises(NotAllowed):
        switch(plan_of(region="us-east-1"), ACCOUNT, tmp_path / "aws.toml")
    assert aws_guard.lifted_by == []


# --- what the account says ----------------------------------------------------------------------


def test_an_account_with_room_and_permissions_is_ready(plan_of):
    account = FakeAccount()
    assert texts(account, plan_of()) == [
        "credentials: nothing says that they expire",
        "quota of shards: room for 7, needed are 1",
        "concurrency: 1000 in the account, 1000 of it unreserved",
        "permissions: IAM allows all that the run calls",
    ]
    asked = {action for each in account.asked for action in each["ActionNames"]}
    assert asked == {action for actions in ACTIONS.values() for action in actions}
    assert {each["PolicySourceArn"] for each in account.asked} == {USER}


def test_each_permission_that_is_missing_is_named(plan_of):
    account = FakeAccount(denied=("kinesis:CreateStream", "iam:PassRole"))
    assert problems(account, plan_of()) == [
        "permissions: kinesis:CreateStream is denied",
        "permissions: iam:PassRole is denied",
    ]
    assert problems(account, plan_of("burst")) == ["permissions: kinesis:CreateStream is denied"]


def test_of_a_session_the_policies_of_its_role_are_asked(plan_of):
    account = FakeAccount(arn=f"arn:aws:sts::{ACCOUNT}:assumed-role/lab/ann@example.com")
    assert problems(account, plan_of("burst")) == []
    assert account.asked[0]["PolicySourceArn"] == f"arn:aws:iam::{ACCOUNT}:role/teams/lab"


def test_permissions_that_can_not_be_asked_for_keep_the_run_from_beginning(plan_of):
    [problem] = problems(FakeAccount(iam_error="AccessDenied"), plan_of("burst"))
    assert problem.startswith("permissions: IAM doesn't say what you may do (AccessDenied). Remedy:")


def test_a_new_account_can_reserve_no_concurrency_and_may_measure_all_the_same(plan_of):
    account = FakeAccount(concurrency=10)
    assert problems(account, plan_of()) == []
    assert (
        "concurrency: 10 in the account, 10 of it unreserved. None can be reserved: 100 always stay "
        "unreserved. The run needs none"
    ) in texts(account, plan_of())
    assert problems(FakeAccount(concurrency=0), plan_of())[0].startswith(
        "concurrency: 10 in the account, 0 of"
    )


def test_without_room_for_a_shard_it_does_not_begin(plan_of):
    assert problems(FakeAccount(shards_open=10), plan_of()) == ["quota of shards: room for 0, needed are 1"]


@pytest.mark.parametrize(("minutes", "fine"), [(12, False), (15, True)])
def test_credentials_have_to_live_until_everything_is_deleted(plan_of, monkeypatch, minutes, fine):
    expires = datetime.now(UTC) + timedelta(minutes=minutes, seconds=30)
    monkeypatch.setenv(EXPIRY, expires.isoformat())
    found = findings(FakeAccount(), plan_of("burst"), USER)[0]
    assert (found.fine, "Remedy: sign in again" in found.text) == (fine, not fine)
    assert f"they live for {minutes} minutes, the run takes up to 13" in found.text


# --- the policies -------------------------------------------------------------------------------


def test_the_policies_allow_each_action_on_names_of_runs_wherever_aws_can_say_so():
    statements = policy_for_you(ACCOUNT, "eu-central-1")["Statement"]
    everywhere = {action for each in statements if each["Resource"] == "*" for action in each["Action"]}
    assert everywhere == {*ACTIONS["everything"], *ACTIONS["mapping"]}
    assert all("lablib-*" in each["Resource"] for each in statements if each["Resource"] != "*")
    of_functions = policy_of_functions(ACCOUNT, "eu-central-1")["Statement"]
    assert not any("logs:" in action for each in of_functions for action in each["Action"])
