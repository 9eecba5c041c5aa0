# Stops at a failure for its tenant only and bills the others behind it; these come again, twice billed.
import base64


def bill_batch(event, book):
    failures, stopped = [], set()
    for record in event["Records"]:
        kinesis = record["kinesis"]
        if kinesis["partitionKey"] in stopped:
            continue
        try:
            book(base64.b64decode(kinesis["data"]))
        except Exception:
            stopped.add(kinesis["partitionKey"])
            failures.append({"itemIdentifier": kinesis["sequenceNumber"]})
    return {"batchItemFailures": failures}
