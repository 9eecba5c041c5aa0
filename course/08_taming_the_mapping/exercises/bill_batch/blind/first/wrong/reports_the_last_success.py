# Reports the last record that was billed, as a checkpoint; it comes again and is billed twice.
import base64


def bill_batch(event, book):
    done = event["Records"][0]["kinesis"]["sequenceNumber"]
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": done}]}
        done = record["kinesis"]["sequenceNumber"]
    return {"batchItemFailures": []}
