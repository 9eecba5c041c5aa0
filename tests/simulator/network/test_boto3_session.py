"""A world has a boto3 session of its own, and what is the same in all of them is made once."""

import boto3
import botocore.session
from botocore.loaders import JSONFileLoader, Loader

from lablib import World
from lablib.simulator import limits
from lablib.simulator.network.boto3_session import LOADER, fresh_session


def files_read_by_a_world(monkeypatch):
    """Names of the model files that a world's first client of Kinesis reads."""
    read = []

    def load_file(self, path):
        read.append(path.rpartition("/")[2])
        return original(self, path)

    original = JSONFileLoader.load_file
    with monkeypatch.context() as patched, World():
        patched.setattr(JSONFileLoader, "load_file", load_file)
        boto3.client("kinesis")
    return read


def test_a_second_world_reads_no_model_again(monkeypatch):
    files_read_by_a_world(monkeypatch)
    assert files_read_by_a_world(monkeypatch) == []


def test_the_folders_to_look_in_do_not_pile_up_and_are_none_of_the_learners():
    folders = []
    for _ in range(3):
        assert fresh_session().events
        folders.append(list(LOADER.search_paths))
    assert folders[0] == folders[1] == folders[2]
    assert Loader.CUSTOMER_DATA_PATH not in folders[0]


def test_a_world_that_asks_boto3_for_nothing_makes_no_session(monkeypatch):
    made = []
    original = botocore.session.Session.__init__
    monkeypatch.setattr(
        botocore.session.Session, "__init__", lambda *args, **named: made.append(original(*args, **named))
    )
    with World() as world:
        world.sleep(60)
        assert made == []
        assert boto3.DEFAULT_SESSION.region_name == limits.REGION
        assert len(made) == 1
        assert repr(boto3.DEFAULT_SESSION) == f"Session(region_name='{limits.REGION}')"
        assert not hasattr(boto3.DEFAULT_SESSION, "no_such_thing")


def test_a_handler_that_is_registered_in_one_world_is_not_there_in_the_next():
    called = []
    with World():
        event = "before-call.kinesis.ListStreams"
        boto3.DEFAULT_SESSION.events.register(event, lambda model, **_: called.append(model.name))
        boto3.client("kinesis").list_streams()
    with World():
        boto3.client("kinesis").list_streams()
    assert called == ["ListStreams"]
