# Keeps one iterator per shard, as if messages came in order, so an earlier batch is never found.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed, iterators, unread = [], {}, {}
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", []):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            place = info["streamArn"], info["shardId"]
            first, last = int(info["startSequenceNumber"]), int(info["endSequenceNumber"])
            if place not in iterators:
                iterators[place] = kinesis.get_shard_iterator(
                    StreamARN=info["streamArn"],
                    ShardId=info["shardId"],
                    ShardIteratorType="AT_SEQUENCE_NUMBER",
                    StartingSequenceNumber=info["startSequenceNumber"],
                )["ShardIterator"]
                unread[place] = []
            for _ in range(100):
                if unread[place] and int(unread[place][-1]["SequenceNumber"]) >= last:
                    break
                time.sleep(1)
                answer = kinesis.get_records(ShardIterator=iterators[place])
                iterators[place] = answer["NextShardIterator"]
                unread[place] += answer["Records"]
            for record in unread[place]:
                if first <= int(record["SequenceNumber"]) <= last:
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(record["SequenceNumber"])
            unread[place] = [record for record in unread[place] if int(record["SequenceNumber"]) > last]
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
