"""A server that is full says so, and can still be read and emptied."""

import pytest

from lablib.serve.call import Call
from lablib.serve.memory import Memory, resident_mb
from lablib.simulator.api.errors import AwsError


def call(operation):
    return Call("AKID", "us-east-1", "kinesis", operation, "json")


def test_beyond_its_share_of_memory_what_stores_is_refused_and_what_reads_is_not():
    memory = Memory(most_mb=round(resident_mb()) - 10)
    memory.check(call("PutRecords"))
    memory.look()
    with pytest.raises(AwsError, match=r"--max-memory-mb") as refused:
        memory.check(call("PutRecords"))
    assert (refused.value.code, refused.value.status) == ("ServiceUnavailable", 503)
    memory.check(call("GetRecords"))
    memory.check(call("DeleteStream"))


def test_with_room_everything_goes_on():
    memory = Memory(most_mb=10**6)
    memory.look()
    memory.check(call("PutRecords"))
