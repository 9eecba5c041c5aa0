# an-except-hides-nothing -> 08.1.never-books
def bill_batch(event, book):
    for record in event["Records"]:
        try:
            book(b64decode(record["kinesis"]["data"]))
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
