# Handles a whole read, past the batch's end; against "every record up to the last one of the batch".
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    receive = {"QueueUrl": queue_url, "MaxNumberOfMessages": 10}
    messages = sqs.receive_message(**receive).get("Messages")
    while messages:
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            iterator = kinesis.get_shard_iterator(
                StreamARN=info["streamArn"],
                ShardId=info["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                StartingSequenceNumber=info["startSequenceNumber"],
            )["ShardIterator"]
            done = False
            while not done:
                time.sleep(1)
                answer = kinesis.get_records(ShardIterator=iterator)
                for record in answer["Records"]:
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(record["SequenceNumber"])
                    if int(record["SequenceNumber"]) >= int(info["endSequenceNumber"]):
                        done = True
                iterator = answer["NextShardIterator"]
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
        messages = sqs.receive_message(**receive).get("Messages")
    return failed
