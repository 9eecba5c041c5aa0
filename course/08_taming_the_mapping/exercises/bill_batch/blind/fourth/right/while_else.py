# An index and while/else; decodes with binascii and prints what went wrong.
import traceback
from binascii import a2b_base64


def bill_batch(event, book):
    records, failures, place = list(event["Records"]), [], 0
    while place < len(records):
        envelope = records[place]["kinesis"]
        try:
            book(a2b_base64(envelope["data"]))
        except Exception:
            traceback.print_exc()
            failures = [dict(itemIdentifier=envelope["sequenceNumber"])]
            break
        place += 1
    else:
        print(f"booked {place} records")
    return dict(batchItemFailures=failures)
