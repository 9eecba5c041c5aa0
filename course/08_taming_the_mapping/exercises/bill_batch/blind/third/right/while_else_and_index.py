# An index in a while loop, with the good end in its else.
import base64


def bill_batch(event, book):
    records, done = event["Records"], 0
    while done < len(records):
        try:
            book(base64.standard_b64decode(records[done]["kinesis"]["data"]))
        except Exception as error:
            print(f"record {done} of {len(records)}: {error!r}")
            failed = [records[done]["kinesis"]["sequenceNumber"]]
            break
        done += 1
    else:
        failed = []
    return {"batchItemFailures": [{"itemIdentifier": number} for number in failed]}
