# message-holds-the-data -> 08.2.no-event
import json


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            try:
                handle(message["Body"].encode())
            except Exception:
                failed.append(json.loads(message["Body"])["KinesisBatchInfo"]["startSequenceNumber"])
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
