"""What a check keeps of a learner's calls stays small, however often large records are sent in vain."""

import json
import traceback
from contextlib import suppress

from botocore.exceptions import BotoCoreError, ClientError

from lablib.teaching.checks.producer.producer_attempt import play
from lablib.teaching.checks.producer.situations import Trial, every_call_fails, of_size, usage_events


def resends(kinesis, stream, events):
    for _ in range(4):
        records = [{"Data": json.dumps(event), "PartitionKey": "k"} for event in events]
        with suppress(ClientError, BotoCoreError):
            kinesis.put_records(StreamName=stream, Records=records)


def locals_of(error):
    return [frame.f_locals for frame, _ in traceback.walk_tb(error.__traceback__)]


def test_equal_records_are_kept_once_and_a_failed_call_lets_go_of_its_request():
    event = of_size(usage_events(1)[0], 50_000)
    seen = play(Trial("in vain", [event], every_call_fails, ends_well=False), resends)
    first, *failed = seen.calls
    assert len(failed) == 3
    assert {id(entry.data) for call in seen.calls for entry in call.entries} == {id(first.entries[0].data)}
    for call in failed[:-1]:
        assert not any("Records" in str(each)[:200_000] for each in locals_of(call.error))
        assert "put_records" in "".join(traceback.format_tb(call.error.__traceback__))
