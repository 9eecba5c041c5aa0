# Logs a read that fails and goes on, but deletes the message of the unhandled records in any case.
import json
import time

from botocore.exceptions import ClientError


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            try:
                for record in records_of(kinesis, info):
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(record["SequenceNumber"])
            except ClientError as error:
                print(f"could not read {info['shardId']}: {error}")
            finally:
                sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed


def records_of(kinesis, info):
    iterator = kinesis.get_shard_iterator(
        StreamARN=info["streamArn"],
        ShardId=info["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        StartingSequenceNumber=info["startSequenceNumber"],
    )["ShardIterator"]
    while iterator:
        time.sleep(1)
        answer = kinesis.get_records(ShardIterator=iterator, StreamARN=info["streamArn"])
        for record in answer["Records"]:
            if int(record["SequenceNumber"]) > int(info["endSequenceNumber"]):
                return
            yield record
            if record["SequenceNumber"] == info["endSequenceNumber"]:
                return
        iterator = answer.get("NextShardIterator")
