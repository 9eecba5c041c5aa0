# Lets the error out if the first record fails, as nothing is done yet: no report, a failed invocation.
import base64


def bill_batch(event, book):
    for done, record in enumerate(event["Records"]):
        data = base64.b64decode(record["kinesis"]["data"])
        try:
            book(data)
        except Exception:
            if done == 0:
                raise  # the whole batch failed
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
