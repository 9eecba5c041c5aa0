# Deletes after a failed read; against "a record that it hasn't handled must still have its message".
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    receive = {"QueueUrl": queue_url, "MaxNumberOfMessages": 10}
    while messages := sqs.receive_message(**receive).get("Messages"):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            last = int(info["endSequenceNumber"])
            try:
                iterator = kinesis.get_shard_iterator(
                    StreamARN=info["streamArn"],
                    ShardId=info["shardId"],
                    ShardIteratorType="AT_SEQUENCE_NUMBER",
                    StartingSequenceNumber=info["startSequenceNumber"],
                )["ShardIterator"]
                number = -1
                while iterator and number < last:
                    time.sleep(1)
                    answer = kinesis.get_records(ShardIterator=iterator)
                    for record in answer["Records"]:
                        number = int(record["SequenceNumber"])
                        if number > last:
                            break
                        try:
                            handle(record["Data"])
                        except Exception:
                            failed.append(record["SequenceNumber"])
                    iterator = answer.get("NextShardIterator")
            finally:
                sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
