# for/else with break, and one return at the end.
import base64


def bill_batch(event, book):
    failures = []
    for record in event["Records"]:
        envelope = record["kinesis"]
        try:
            book(base64.b64decode(envelope["data"]))
        except Exception:
            failures = [envelope["sequenceNumber"]]
            break
    else:
        print("billed the whole batch")
    return {"batchItemFailures": [{"itemIdentifier": number} for number in failures]}
