import base64


def handle(event, book):
    failed = []
    for record in event["Records"]:
        kinesis = record.get("kinesis")
        if kinesis and failed:
            failed.append(kinesis["sequenceNumber"])
            continue
        try:
            book(base64.b64decode(kinesis["data"]) if kinesis else bytes(record["body"], "utf-8"))
        except Exception:
            failed.append(kinesis["sequenceNumber"] if kinesis else record["messageId"])
    if failed:
        return {"batchItemFailures": [{"itemIdentifier": name} for name in failed]}
