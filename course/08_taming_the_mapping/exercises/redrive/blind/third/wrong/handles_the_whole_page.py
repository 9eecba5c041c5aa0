# Believes a read ends where the batch ends, so records behind it, which are billed, are billed again.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            iterator = kinesis.get_shard_iterator(
                StreamARN=info["streamArn"],
                ShardId=info["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                StartingSequenceNumber=info["startSequenceNumber"],
            )["ShardIterator"]
            pages, complete = [], False
            while iterator and not complete:
                time.sleep(1)
                answer = kinesis.get_records(ShardIterator=iterator)
                pages.append(answer["Records"])
                complete = any(
                    int(record["SequenceNumber"]) >= int(info["endSequenceNumber"])
                    for record in answer["Records"]
                )
                iterator = answer.get("NextShardIterator")
            for page in pages:
                for record in page:
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(record["SequenceNumber"])
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
