# Believes malformed data never gets better and may be skipped, so it is lost without a report.
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        data = base64.b64decode(record["kinesis"]["data"])
        try:
            book(data)
        except ValueError:
            print("skipped a malformed event:", record["kinesis"]["sequenceNumber"])
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
