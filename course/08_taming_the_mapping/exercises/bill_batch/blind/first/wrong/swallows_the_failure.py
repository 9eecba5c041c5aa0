# Prints the error and goes on; the mapping hears of nothing and the event is lost.
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception as error:
            print("could not book", error)
    return {"batchItemFailures": []}
