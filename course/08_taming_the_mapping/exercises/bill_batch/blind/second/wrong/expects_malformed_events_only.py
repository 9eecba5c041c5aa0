# Catches what bad events raise and nothing else: a database that is down ends the handler without a report.
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        data = base64.b64decode(record["kinesis"]["data"])
        try:
            book(data)
        except (ValueError, KeyError, TypeError):
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
