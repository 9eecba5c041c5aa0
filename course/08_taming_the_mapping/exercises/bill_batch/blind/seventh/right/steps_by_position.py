# A while loop over positions with a helper that books one record and says what to report.
import binascii


def bill_batch(event, book):
    records = event["Records"]

    def report_from(position):
        if position == len(records):
            return []
        kinesis = records[position]["kinesis"]
        try:
            book(binascii.a2b_base64(kinesis["data"]))
        except Exception:
            return [{"itemIdentifier": kinesis["sequenceNumber"]}]
        return None

    position, report = 0, report_from(0)
    while report is None:
        position += 1
        report = report_from(position)
    return {"batchItemFailures": report}
