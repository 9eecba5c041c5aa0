"""The ledger knows an event by its id, in whatever JSON it was written."""

from __future__ import annotations

import json

from lablib.simulator.ledger.ledger import Ledger
from lablib.traffic import event_id_of, incident


def test_an_event_is_itself_in_whatever_json_it_is_written():
    (gateway,) = incident(gateways=1, seconds=60)
    event = next(iter(gateway))
    fields = event.as_dict()
    forms = [
        event.payload(),
        json.dumps(fields).encode(),
        json.dumps(fields, indent=2, sort_keys=True).encode(),
        json.dumps(dict(reversed(fields.items())) | {"sent_by": "me"}).encode(),
    ]
    assert {event_id_of(form) for form in forms} == {event.event_id.encode()}


def test_a_record_without_an_event_id_is_its_own_content():
    assert [event_id_of(data) for data in (b"", b'{"id": 1}', b"\xff\x00")] == [
        b"",
        b'{"id": 1}',
        b"\xff\x00",
    ]


def test_a_ledger_with_it_counts_a_rewritten_event_once():
    ledger = Ledger(event_id_of)
    ledger.offer([b'{"event_id":"g00-000001"}'], 0)
    ledger.offer([b'{ "tenant": "t-0001", "event_id": "g00-000001" }', b'{"event_id":"g00-000002"}'], 5)
    assert ledger.offered == 2
