# Books nothing after a stream's first failure and reports all that has to come again, the lowest first.
import base64


def handle(event, book):
    """All records that aren't booked, whichever the source."""
    again, stopped = [], False
    for record in event["Records"]:
        if record["eventSource"] == "aws:kinesis":
            identifier = record["kinesis"]["sequenceNumber"]
            data = base64.b64decode(record["kinesis"]["data"])
        else:
            identifier, data = record["messageId"], record["body"].encode()
        if not stopped:
            try:
                book(data)
                continue
            except Exception:
                stopped = record["eventSource"] == "aws:kinesis"
        again.append({"itemIdentifier": identifier})
    return {"batchItemFailures": again}
