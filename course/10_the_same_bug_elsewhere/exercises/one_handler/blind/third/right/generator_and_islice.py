# A generator of failures; a stream takes at most the first one of it, which also stops the bookings.
import base64
from itertools import islice


def failures(records, book, data_of, id_of):
    for record in records:
        try:
            book(data_of(record))
        except Exception:
            yield {"itemIdentifier": id_of(record)}


def handle(event, book):
    records = event.get("Records", [])
    if records and records[0]["eventSource"] == "aws:kinesis":
        found = failures(
            records,
            book,
            lambda record: base64.b64decode(record["kinesis"]["data"]),
            lambda record: record["kinesis"]["sequenceNumber"],
        )
        return {"batchItemFailures": list(islice(found, 1))}
    found = failures(records, book, lambda m: m["body"].encode("utf-8"), lambda m: m["messageId"])
    return {"batchItemFailures": list(found)}
