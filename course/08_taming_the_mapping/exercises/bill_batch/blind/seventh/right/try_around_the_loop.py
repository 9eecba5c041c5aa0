# One try around the whole loop; the loop variable says which record failed, and success returns {}.
import base64


def bill_batch(event, book):
    number = None
    try:
        for record in event["Records"]:
            number = record["kinesis"]["sequenceNumber"]
            book(base64.b64decode(record["kinesis"]["data"]))
    except Exception as error:
        print(f"[ERROR] {number}: {error!r}")
        return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {}
