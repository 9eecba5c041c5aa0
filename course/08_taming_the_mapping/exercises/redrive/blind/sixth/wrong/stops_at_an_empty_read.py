# Takes an empty read for the end, so what follows is never handled although the message is deleted.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", []):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            last = int(info["endSequenceNumber"])
            iterator = kinesis.get_shard_iterator(
                StreamARN=info["streamArn"],
                ShardId=info["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                StartingSequenceNumber=info["startSequenceNumber"],
            )["ShardIterator"]
            batch = []
            while iterator:
                time.sleep(1)
                answer = kinesis.get_records(ShardIterator=iterator)
                if not answer["Records"]:
                    break
                batch += answer["Records"]
                if int(batch[-1]["SequenceNumber"]) >= last:
                    break
                iterator = answer.get("NextShardIterator")
            for record in batch:
                if int(record["SequenceNumber"]) > last:
                    break
                try:
                    handle(record["Data"])
                except Exception:
                    failed.append(record["SequenceNumber"])
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
