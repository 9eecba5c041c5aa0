"""`lablib aws` and `lablib compare`: what is asked before anything is made, and what their exit codes say."""

from __future__ import annotations

import json
import os
from unittest.mock import patch

import boto3
import pytest
import shared_models
import time_machine
from botocore.exceptions import ClientError
from moto import mock_aws
from typer.testing import CliRunner

from lablib.cli import aws as command
from lablib.cli.app import app
from lablib.conformance.endpoints.in_moto import ACCOUNT, KEYS, START
from lablib.on_aws import carry_out, own_account, preflight
from lablib.on_aws.clients import Clients
from lablib.on_aws.examples import example
from lablib.on_aws.run import Origin, load
from lablib.on_aws.what_is_left import left

HERE = ["--account", ACCOUNT, "--region", "eu-central-1"]
READY = [preflight.Finding(True, "permissions: made up")]


def lablib(*arguments, answer=""):
    return CliRunner().invoke(app, [*arguments], input=answer, env={"TERM": "dumb", "COLUMNS": "200"})


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A clone whose work/ is empty."""
    monkeypatch.setattr(command, "course_here", lambda: tmp_path)
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


@pytest.fixture
def account(work, monkeypatch):
    """moto's account, allowed, with what moto can't answer made up."""
    (work / "aws.toml").write_text(f'[[account]]\nid = "{ACCOUNT}"\nregions = ["eu-central-1"]\n')
    monkeypatch.setattr(preflight, "findings", lambda *_: READY)
    with patch.dict(os.environ, KEYS), time_machine.travel(START, tick=False) as clock, mock_aws():
        monkeypatch.setattr(boto3, "Session", shared_models.session)
        monkeypatch.setattr(own_account.time, "sleep", clock.shift)
        monkeypatch.setattr(carry_out, "wait_real", clock.shift)
        yield work


def test_a_plan_is_printed_and_nothing_is_reached(work):
    result = lablib("aws", "plan", "burst", *HERE)
    assert result.exit_code == 0, result.output
    assert "makes       1 stream\n" in result.output
    assert "REAL AWS" not in result.output


def test_a_plan_that_could_not_be_run_says_so_and_an_id_has_twelve_digits(work):
    assert (
        "lablib aws run would refuse this: no AWS account is allowed" in lablib("aws", "plan", *HERE).output
    )

    (work / "aws.toml").write_text('[[account]]\nid = "999988887777"\nregions = ["eu-central-1"]\n')
    assert f"would refuse this: account {ACCOUNT} isn't in" in lablib("aws", "plan", *HERE).output
    wrong = lablib("aws", "plan", "--account", "12ab", "--region", "eu-central-1")
    assert wrong.exit_code == 2
    assert "give 12 digits, such as 123456789012" in wrong.output


def test_without_a_region_nothing_is_planned(work):
    result = lablib("aws", "plan", "burst", "--account", ACCOUNT)
    assert result.exit_code == 2
    assert "Missing option '--region'" in result.output


def test_an_account_that_nobody_allowed_is_not_even_asked_about(work):
    result = lablib("aws", "run", "burst", *HERE, answer=f"{ACCOUNT}\n")
    assert result.exit_code == 1
    assert "Type the account id" not in result.output
    assert "no AWS account is allowed, so nothing is done." in result.output
    assert 'id = "123456789012"' in result.output


def test_a_run_measures_deletes_and_keeps_what_it_saw(account):
    result = lablib("aws", "run", "zero_points", *HERE, answer=f"{ACCOUNT}\n")
    assert result.exit_code == 0, result.output
    assert result.output.index("stops       after 20 minutes") < result.output.index("Type the account id")
    assert result.output.index("ok  permissions: made up") < result.output.rindex("zero_points: puts one")
    assert "Nothing is left in the account: a listing by name and by tag found nothing." in result.output
    [path] = (account / "aws").glob("*.json")
    assert load(path).entries.keys() == {"zero_points"}
    assert left(Clients("eu-central-1"), "") == []


def test_another_id_than_the_plan_s_is_the_end_of_it(account):
    result = lablib("aws", "run", "zero_points", *HERE, answer="210987654321\n")
    assert result.exit_code == 1
    assert "you typed '210987654321', and the plan is for 123456789012: nothing was done." in result.output
    assert "REAL AWS" not in result.output


def test_an_account_that_is_not_ready_is_left_as_it_is(account, monkeypatch):
    denied = preflight.Finding(False, "permissions: kinesis:CreateStream is denied")
    monkeypatch.setattr(preflight, "findings", lambda *_: [*READY, denied])
    result = lablib("aws", "run", "zero_points", *HERE, answer=f"{ACCOUNT}\n")
    assert result.exit_code == 1
    assert "NO  permissions: kinesis:CreateStream is denied" in result.output
    assert "the account isn't ready, so nothing was made." in result.output
    assert not (account / "aws").exists()


def test_what_a_killed_run_left_is_listed_and_torn_down(account):
    clients = Clients("eu-central-1")
    clients("kinesis").create_stream(StreamName="lablib-0a1b2c3d-burst-1", ShardCount=1)
    result = lablib("aws", "left", *HERE, answer=f"{ACCOUNT}\n")
    assert result.exit_code == 1
    assert "stream lablib-0a1b2c3d-burst-1: aws kinesis delete-stream" in result.output
    result = lablib("aws", "teardown", "0a1b2c3d", *HERE, answer=f"{ACCOUNT}\nn\n")
    assert result.exit_code == 1
    assert len(left(clients, "")) == 1
    result = lablib("aws", "teardown", "0a1b2c3d", *HERE, answer=f"{ACCOUNT}\ny\n")
    assert result.exit_code == 0, result.output
    assert "deleted stream lablib-0a1b2c3d-burst-1" in result.output
    assert left(clients, "") == []


def test_an_error_of_aws_is_a_text_and_no_traceback(account, monkeypatch):
    def expired(*_):
        raise ClientError({"Error": {"Code": "ExpiredToken", "Message": "old"}}, "GetCallerIdentity")

    monkeypatch.setattr(preflight, "identity", expired)
    result = lablib("aws", "run", "burst", *HERE, answer=f"{ACCOUNT}\n")
    assert result.exit_code == 1
    assert "lablib: An error occurred (ExpiredToken)" in result.output


def test_the_policy_is_json_that_iam_takes():
    policy = json.loads(lablib("aws", "policy", *HERE).output)
    assert policy["Version"] == "2012-10-17"


@pytest.mark.parametrize(
    ("origin", "said", "exit_code"),
    [
        (Origin.ON_RECORD, "THIS RUN IS PUT TOGETHER FROM WHAT OTHERS RECORDED ON AWS", 0),
        (Origin.MEASURED, "THIS RUN IS MEASURED ON AWS", 1),
    ],
)
def test_compare_says_where_a_run_comes_from_and_fails_where_a_measured_one_differs(
    tmp_path, origin, said, exit_code
):
    run = example("on-record")
    run.origin, run.entries = origin, {"latest_update": run.entries["latest_update"]}
    run.save(tmp_path / "run.json")
    result = lablib("compare", str(tmp_path / "run.json"))
    assert result.exit_code == exit_code
    assert result.output.startswith(said)
    assert "1 as in the model, 1 different, 0 not seen" in result.output


def test_compare_is_content_with_a_run_of_the_model(tmp_path):
    from lablib.on_aws.catalog import chosen
    from lablib.on_aws.in_the_model import play

    play(chosen(["function_error"]), seed=5).save(tmp_path / "run.json")
    result = lablib("compare", str(tmp_path / "run.json"))
    assert (result.exit_code, "4 as in the model, 0 different" in result.output) == (0, True)


def test_compare_of_nothing_names_the_examples():
    result = lablib("compare", "on-the-moon")
    assert result.exit_code == 1
    assert "There are: on-record, played-elsewhere." in result.output
