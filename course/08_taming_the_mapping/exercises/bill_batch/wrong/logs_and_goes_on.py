# catching-is-handling -> 08.1.swallowed
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception as error:
            print("could not bill", record["eventID"], error)
    return {"batchItemFailures": []}
