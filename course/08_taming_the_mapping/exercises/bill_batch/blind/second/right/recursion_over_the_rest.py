# Recursion: book the first, then the rest; an empty response when all is done.
import base64


def bill_batch(event, book):
    def bill(records):
        if not records:
            return {}
        envelope = records[0]["kinesis"]
        try:
            book(base64.b64decode(envelope["data"]))
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": envelope["sequenceNumber"]}]}
        return bill(records[1:])

    return bill(event["Records"][:500]) or (
        bill_batch({"Records": event["Records"][500:]}, book) if event["Records"][500:] else {}
    )
