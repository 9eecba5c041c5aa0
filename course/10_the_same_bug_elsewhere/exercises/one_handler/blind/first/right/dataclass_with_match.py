# Defensive: a dataclass per record, built with structural pattern matching, which rejects unknown sources.
import base64
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    name: str
    data: bytes
    ordered: bool

    @classmethod
    def of(cls, record):
        match record:
            case {"eventSource": "aws:sqs", "messageId": name, "body": body}:
                return cls(name, body.encode("utf-8"), ordered=False)
            case {"eventSource": "aws:kinesis", "kinesis": {"sequenceNumber": name, "data": data}}:
                return cls(name, base64.b64decode(data), ordered=True)
        raise ValueError(f"a record of an unknown source: {record.get('eventSource')}")

    def is_booked(self, book: Callable[[bytes], object]) -> bool:
        try:
            book(self.data)
        except Exception as error:
            print(f"{self.name} will come again: {error!r}")
            return False
        return True


def handle(event, book):
    again = []
    for item in [Item.of(record) for record in event.get("Records", [])]:
        if item.is_booked(book):
            continue
        again.append({"itemIdentifier": item.name})
        if item.ordered:
            break
    return {"batchItemFailures": again}
