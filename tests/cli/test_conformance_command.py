"""`lablib conformance`: what it prints, what it asks before it goes to AWS, and what it cleans up."""

from __future__ import annotations

import os
from unittest.mock import patch

import boto3
import pytest
from moto import mock_aws
from rich.console import Console
from typer.testing import CliRunner

from lablib.cli.app import app
from lablib.conformance.case import CaseBook
from lablib.conformance.endpoints.aws import account
from lablib.conformance.endpoints.in_moto import KEYS
from lablib.conformance.run import run


@pytest.fixture(autouse=True)
def wide(monkeypatch):
    """A console as wide as the table, whatever the terminal that the tests run in."""
    monkeypatch.setattr("lablib.cli.conformance.console", Console(highlight=False, width=200))


def conformance(*arguments, answer=""):
    return CliRunner().invoke(app, ["conformance", *arguments], input=answer, env={"TERM": "dumb"})


def test_the_table_has_a_row_for_each_case_and_ends_with_totals():
    result = conformance("put.e")
    assert result.exit_code == 0, result.output
    assert "put.empty_data" in result.output
    assert "Empty data is stored" in result.output
    assert "simulator: 2 of 2 cases as AWS" in result.output
    assert "moto: 1 of 2 cases as AWS" in result.output


def test_a_part_that_no_case_has_is_an_error_with_its_remedy():
    result = conformance("no such case")
    assert result.exit_code == 1
    assert "no case has 'no such case' in its id" in result.output


def test_aws_is_asked_for_with_the_price_and_not_reached_without_a_yes(monkeypatch):
    monkeypatch.setattr("lablib.conformance.endpoints.aws.Account", None)
    result = conformance("put.e", "--no-moto", "--aws", answer="n\n")
    assert result.exit_code == 1
    assert "2 cases on AWS: about 4 minutes and $0.03 of shard-hours" in result.output
    assert "REAL AWS IS ON" not in result.output


@pytest.fixture
def account_of_moto():
    with patch.dict(os.environ, KEYS), mock_aws():
        yield


def test_what_a_case_made_is_deleted_even_if_the_case_fails(account_of_moto):
    book = CaseBook("kinesis", "test")

    @book.case("it fails", "https://docs.aws.amazon.com/")
    def fails(env):
        env.stream()
        env.queue()
        raise AssertionError("on purpose")

    left = []
    assert run(book.cases[0], account(None, None, left.append)).seen == "on purpose"
    assert left == []
    assert boto3.client("kinesis").list_streams()["StreamNames"] == []
    assert boto3.client("sqs").list_queues().get("QueueUrls", []) == []


def test_what_cannot_be_deleted_is_said(account_of_moto):
    book = CaseBook("kinesis", "test")

    @book.case("it keeps a bucket", "https://docs.aws.amazon.com/")
    def keeps(env):
        s3 = env.client("s3")
        s3.create_bucket(Bucket="kept")
        s3.put_object(Bucket="kept", Key="a", Body=b"")
        env.undo(lambda: s3.delete_bucket(Bucket="kept"))

    left = []
    run(book.cases[0], account(None, None, left.append))
    assert ["BucketNotEmpty" in each for each in left] == [True]
