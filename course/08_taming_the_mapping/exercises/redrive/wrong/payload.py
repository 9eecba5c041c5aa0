# message-holds-the-data -> 08.2.no-data
import json


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            for record in json.loads(message["Body"])["payload"]["Records"]:
                try:
                    handle(record["kinesis"]["data"])
                except Exception:
                    failed.append(record["kinesis"]["sequenceNumber"])
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
