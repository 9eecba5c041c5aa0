# A lazy filter with next(): the generator stops booking at the first failure.
import base64


def bill_batch(event, book):
    def fails(envelope):
        try:
            book(base64.b64decode(envelope["data"]))
        except Exception:
            return True
        return False

    envelopes = (record["kinesis"] for record in event["Records"])
    first = next((each["sequenceNumber"] for each in envelopes if fails(each)), None)
    return {"batchItemFailures": [] if first is None else [{"itemIdentifier": first}]}
