# Leaves the loop when a read fails, and deletes the message all the same: the rest of the batch is lost.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    while messages:
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            last, done = int(info["endSequenceNumber"]), False
            try:
                iterator = kinesis.get_shard_iterator(
                    StreamARN=info["streamArn"],
                    ShardId=info["shardId"],
                    ShardIteratorType="AT_SEQUENCE_NUMBER",
                    StartingSequenceNumber=info["startSequenceNumber"],
                )["ShardIterator"]
                while not done:
                    answer = kinesis.get_records(ShardIterator=iterator)
                    for record in answer["Records"]:
                        if done:
                            break
                        try:
                            handle(record["Data"])
                        except Exception:
                            failed.append(record["SequenceNumber"])
                        done = int(record["SequenceNumber"]) >= last
                    iterator = answer["NextShardIterator"]
                    time.sleep(1)
            except Exception as error:
                print("could not read", info["shardId"], error)
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
        messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    return failed
