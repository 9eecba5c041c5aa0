"""An account for the tests: moto's, on a clock that is moved, so that nobody waits and nothing leaves."""

from __future__ import annotations

import os
from unittest.mock import patch

import boto3
import pytest
import shared_models
import time_machine
from moto import mock_aws

from lablib.conformance.endpoints.in_moto import ACCOUNT, KEYS, START
from lablib.on_aws import carry_out, own_account
from lablib.on_aws.catalog import chosen
from lablib.on_aws.clients import Clients
from lablib.on_aws.plan import Plan

REGION = "eu-central-1"


@pytest.fixture
def clock(monkeypatch):
    """moto's account, and a clock: every wait of a run moves it on."""
    docker_free = mock_aws(config={"lambda": {"use_docker": False}})
    with patch.dict(os.environ, KEYS), time_machine.travel(START, tick=False) as clock, docker_free:
        monkeypatch.setattr(boto3, "Session", shared_models.session)
        monkeypatch.setattr(own_account.time, "sleep", clock.shift)
        monkeypatch.setattr(carry_out, "wait_real", clock.shift)
        yield clock


@pytest.fixture
def plan_of():
    """A plan for these measurements in the tests' account."""

    def plan(*ids, account=ACCOUNT, region=REGION):
        return Plan(account, region, "0a1b2c3d", chosen(ids))

    return plan


@pytest.fixture
def clients(clock):
    """Clients of that account."""
    return Clients(REGION)
