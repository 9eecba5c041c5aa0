# Reads a whole batch into a list first, handles it then; reads by StreamARN, and small answers.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed, seen = [], set()

    def fetch(info):
        iterator = kinesis.get_shard_iterator(
            StreamARN=info["streamArn"],
            ShardId=info["shardId"],
            ShardIteratorType="AT_SEQUENCE_NUMBER",
            StartingSequenceNumber=info["startSequenceNumber"],
        )["ShardIterator"]
        end, records = int(info["endSequenceNumber"]), []
        while iterator and not (records and int(records[-1]["SequenceNumber"]) >= end):
            time.sleep(1)
            answer = kinesis.get_records(StreamARN=info["streamArn"], ShardIterator=iterator, Limit=100)
            records += answer["Records"]
            iterator = answer.get("NextShardIterator")
            if not answer["Records"] and not answer["MillisBehindLatest"]:
                break
        return [record for record in records if int(record["SequenceNumber"]) <= end]

    messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    while messages:
        for message in messages:
            for record in fetch(json.loads(message["Body"])["KinesisBatchInfo"]):
                number = record["SequenceNumber"]
                if number not in seen:
                    seen.add(number)
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(number)
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
        messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    return failed
