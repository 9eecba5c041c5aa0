"""Whatever learner code puts in place of a library's part is named and put back."""

import os
import random
import time

import boto3
import pytest
from botocore.client import BaseClient

from lablib.teaching.checks.grading import exercise_called, grade
from lablib.teaching.checks.restore_after_attempt import put_back


def replace_client():
    boto3.client = lambda *_, **__: None


def add_a_name():
    time.nap = time.sleep


def remove_a_name():
    del random.uniform


def replace_in_a_class():
    BaseClient._make_api_call = lambda *_: None


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (replace_client, ["boto3.client"]),
        (add_a_name, ["time.nap"]),
        (remove_a_name, ["random.uniform"]),
        (replace_in_a_class, ["botocore.client.BaseClient._make_api_call"]),
    ],
)
def test_it_is_named_and_put_back(change, names):
    before = boto3.client, time.sleep, random.uniform, BaseClient._make_api_call
    with put_back() as replaced:
        change()
    assert replaced == names
    assert (boto3.client, time.sleep, random.uniform, BaseClient._make_api_call) == before
    assert not hasattr(time, "nap")


def test_it_is_put_back_when_the_code_fails():
    before = boto3.client

    def fail():
        replace_client()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), put_back():
        fail()
    assert boto3.client is before


def test_ordinary_use_replaces_nothing():
    with put_back() as replaced:
        boto3.client("sqs", region_name="eu-west-1", aws_access_key_id="a", aws_secret_access_key="b")
        random.seed(3)
        random.shuffle([1, 2])
    assert replaced == []


def test_variables_that_an_answer_sets_changes_or_takes_away_are_gone_after_its_check(monkeypatch):
    monkeypatch.setenv("KEPT", "before")
    monkeypatch.setenv("TAKEN", "before")
    before = dict(os.environ)
    seen = []

    def shortfall(served, stored):
        seen.append(os.environ.get("SET"))
        os.environ["SET"] = os.environ["KEPT"] = "by the answer"
        os.environ.pop("TAKEN", None)
        return 0.0

    for _ in range(2):
        grade(exercise_called("00.1"), shortfall)
        assert dict(os.environ) == before
    assert seen.count(None) == 2
