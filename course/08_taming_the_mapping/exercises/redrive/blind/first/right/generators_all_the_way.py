# Generators for messages and for the records of a batch; the main loop only handles.
import json
import time


def messages_of(sqs, queue_url):
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        yield from messages


def records_of(kinesis, info):
    iterator = kinesis.get_shard_iterator(
        StreamName=info["streamArn"].partition(":stream/")[2],
        ShardId=info["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        StartingSequenceNumber=info["startSequenceNumber"],
    )["ShardIterator"]
    end = int(info["endSequenceNumber"])
    while iterator:
        time.sleep(1)
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if int(record["SequenceNumber"]) > end:
                return
            yield record
            if int(record["SequenceNumber"]) == end:
                return
        if not answer["Records"] and answer["MillisBehindLatest"] == 0:
            return
        iterator = answer.get("NextShardIterator")


def redrive(sqs, kinesis, queue_url, handle):
    outcome = {}
    for message in messages_of(sqs, queue_url):
        for record in records_of(kinesis, json.loads(message["Body"])["KinesisBatchInfo"]):
            number = record["SequenceNumber"]
            if number in outcome:
                continue
            try:
                handle(record["Data"])
                outcome[number] = True
            except Exception:
                outcome[number] = False
        sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return [number for number, is_good in outcome.items() if not is_good]
