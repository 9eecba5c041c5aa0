# One try around the loop; the name in hand when it ends is the one that failed.
import base64


def bill_batch(event, book):
    number = None
    try:
        for record in event["Records"]:
            number = record["kinesis"]["sequenceNumber"]
            book(base64.b64decode(record["kinesis"]["data"]))
    except Exception as error:
        print(f"stopped at {number}: {error!r}")
        return {"batchItemFailures": [{"itemIdentifier": number}]}
    else:
        return {"batchItemFailures": []}
