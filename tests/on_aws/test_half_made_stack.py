"""The stack that lab 11 tears down: whole or half-made, with what AWS does and moto doesn't."""

import time

import pytest
from botocore.exceptions import ClientError

from lablib import World
from lablib.on_aws.half_made import Trouble, an_account, delete, find, make_stack

RUN = "0a1b2c3d"


@pytest.fixture
def session():
    with an_account() as session, World(seed=1):
        yield session


def refusals(session):
    """Try to delete all that is found; the code of each refusal, by kind."""
    codes = []
    for thing in find(session, RUN):
        try:
            delete(session, thing)
        except ClientError as error:
            codes.append((thing.kind, error.response["Error"]["Code"]))
    return codes


def test_a_whole_stack_has_five_things_and_goes_at_once(session):
    made = make_stack(session, RUN)
    assert [thing.kind for thing in made] == ["mapping", "function", "stream", "queue", "role"]
    assert refusals(session) == []
    assert find(session, RUN) == []


def test_a_stack_that_broke_off_has_the_parts_that_were_made(session):
    assert [thing.kind for thing in make_stack(session, RUN, ("queue", "role"))] == ["queue", "role"]


def test_what_is_still_being_made_can_not_be_deleted_yet(session):
    make_stack(session, RUN, trouble=Trouble(being_made_s=20))
    assert refusals(session) == [("mapping", "ResourceInUseException"), ("stream", "ResourceInUseException")]
    time.sleep(20)
    assert refusals(session) == []
    assert find(session, RUN) == []


def test_listings_have_what_is_gone_until_they_have_not(session):
    make_stack(session, RUN, (), Trouble(stale_s=60))
    assert refusals(session) == [
        ("function", "ResourceNotFoundException"),
        ("queue", "AWS.SimpleQueueService.NonExistentQueue"),
        ("role", "NoSuchEntity"),
    ]
    time.sleep(60)
    assert find(session, RUN) == []


def test_a_deletion_that_is_denied_stays_denied(session):
    make_stack(session, RUN, ("role",), Trouble(denied="role"))
    time.sleep(3_600)
    assert refusals(session) == [("role", "AccessDeniedException")]
