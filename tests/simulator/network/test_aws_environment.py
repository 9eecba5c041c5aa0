"""The learner's own settings of AWS are out of sight while a world is open, and back afterwards."""

import os
import random

import boto3
import pytest

from lablib import World
from lablib.simulator import limits
from lablib.simulator.network import aws_environment
from lablib.simulator.network.aws_environment import LAB_VARIABLES, Environment

LABEL = "lablib~lab~02,~seed~7"

OWN = {
    "AWS_ACCESS_KEY_ID": "AKIAREALLOOKING00001",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_SESSION_TOKEN": "token",
    "AWS_PROFILE": "production",
    "AWS_REGION": "eu-west-1",
    "AWS_ENDPOINT_URL": "https://example.com",
    "AWS_RETRY_MODE": "adaptive",
    "AWS_MAX_ATTEMPTS": "9",
    "AWS_SDK_UA_APP_ID": "billing",
    "BOTO_CONFIG": "/etc/boto.cfg",
    "MOTO_ACCOUNT_ID": "999988887777",
    "https_proxy": "http://proxy.example.com:3128",
    "HTTP_PROXY": "http://proxy.example.com:3128",
    "ALL_PROXY": "http://proxy.example.com:3128",
    "NO_PROXY": "example.org",
    "AWFUL": "stays",
}


@pytest.fixture
def own(monkeypatch):
    for name, value in OWN.items():
        monkeypatch.setenv(name, value)
    return everything()


def everything():
    return {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}


def test_inside_there_are_the_labs_settings_alone_and_the_name_of_the_world(own):
    environment = Environment("lab 02, seed 7")
    environment.enter()
    try:
        seen = {
            name: value
            for name, value in os.environ.items()
            if name.startswith("AWS_") or name in OWN or name in LAB_VARIABLES
        }
    finally:
        environment.leave()
    assert seen == LAB_VARIABLES | {"AWFUL": "stays", "AWS_SDK_UA_APP_ID": LABEL}


def test_afterwards_everything_is_as_it_was(own):
    with World():
        os.environ["AWS_REGION"] = "ap-south-1"
        del os.environ["AWS_ACCESS_KEY_ID"]
        with World():
            pass
        assert os.environ["AWS_REGION"] == "ap-south-1"
    assert everything() == own


def test_it_is_put_back_when_the_block_raises(own):
    with pytest.raises(ZeroDivisionError), World():
        raise ZeroDivisionError
    assert everything() == own


def test_it_is_put_back_when_no_session_can_be_made(own, monkeypatch):
    def fails():
        raise MemoryError

    monkeypatch.setattr(aws_environment, "fresh_session", fails)
    with pytest.raises(MemoryError):
        World().open()
    assert everything() == own


def test_a_session_of_before_is_not_used_and_comes_back(own, monkeypatch):
    monkeypatch.delenv("AWS_PROFILE")
    before = boto3.Session(aws_access_key_id="AKIAREALLOOKING00004", aws_secret_access_key="secret")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", before)
    with World():
        client = boto3.client("kinesis")
        assert boto3.DEFAULT_SESSION is not before
        assert boto3.DEFAULT_SESSION.get_credentials().access_key == LAB_VARIABLES["AWS_ACCESS_KEY_ID"]
        assert client.meta.region_name == limits.REGION
        assert client.meta.config.retries["mode"] == "standard"
    assert boto3.DEFAULT_SESSION is before


def test_the_random_module_is_seeded_inside_and_goes_on_outside():
    random.seed(1)
    expected = [random.random() for _ in range(4)]
    random.seed(1)
    outside, inside = [random.random()], []
    for seed in (7, 7):
        with World(seed):
            inside.append(random.random())
            with World(8):
                random.random()
            inside.append(random.random())
        outside.append(random.random())
    outside.append(random.random())
    assert outside == expected
    assert inside[:2] == inside[2:]
    assert inside[0] != inside[1]
