import base64


def bill_batch(event, book):
    records = list(event["Records"])
    failures = []
    while records and not failures:
        try:
            book(base64.b64decode(records[0]["kinesis"]["data"]))
            records.pop(0)
        except Exception as error:
            print("stopped at", records[0]["eventID"], repr(error))
            failures = [{"itemIdentifier": each["kinesis"]["sequenceNumber"]} for each in records]
    return {"batchItemFailures": failures}
