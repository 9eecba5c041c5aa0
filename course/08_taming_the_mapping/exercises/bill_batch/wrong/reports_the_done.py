# the-report-lists-what-is-done -> 08.1.reports-good
import base64


def bill_batch(event, book):
    done = []
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            break
        done.append({"itemIdentifier": record["kinesis"]["sequenceNumber"]})
    return {"batchItemFailures": done}
