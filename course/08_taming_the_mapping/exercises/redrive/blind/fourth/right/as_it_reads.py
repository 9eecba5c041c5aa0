# Handles while it reads, with flags and plain loops; a read that fails raises, and its message stays.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    while len(messages) > 0:
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            last = int(info["endSequenceNumber"])
            iterator = kinesis.get_shard_iterator(
                StreamARN=info["streamArn"],
                ShardId=info["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                StartingSequenceNumber=info["startSequenceNumber"],
            )["ShardIterator"]
            at_the_end = False
            while not at_the_end:
                time.sleep(0.5)
                answer = kinesis.get_records(ShardIterator=iterator)
                for record in answer["Records"]:
                    number = int(record["SequenceNumber"])
                    if number <= last:
                        try:
                            handle(record["Data"])
                        except Exception as error:
                            print(f"{number}: {error!r}")
                            failed.append(record["SequenceNumber"])
                    if number >= last:
                        at_the_end = True
                        break
                if not at_the_end:
                    iterator = answer["NextShardIterator"]
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
        messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    return failed
