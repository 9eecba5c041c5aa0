# Two generators, one for the messages and one for the records of a batch.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    def messages():
        receive = {"QueueUrl": queue_url, "MaxNumberOfMessages": 10}
        while found := sqs.receive_message(**receive).get("Messages", []):
            yield from found

    def records(info):
        place = {"StreamARN": info["streamArn"], "ShardId": info["shardId"]}
        start = {"ShardIteratorType": "AT_SEQUENCE_NUMBER"}
        start["StartingSequenceNumber"] = info["startSequenceNumber"]
        iterator = kinesis.get_shard_iterator(**place, **start)["ShardIterator"]
        while iterator:
            time.sleep(1)
            answer = kinesis.get_records(ShardIterator=iterator)
            for record in answer["Records"]:
                yield record
                if record["SequenceNumber"] == info["endSequenceNumber"]:
                    return
            iterator = answer.get("NextShardIterator")
        raise LookupError("the last record of the batch wasn't found")

    def is_bad(record):
        try:
            handle(record["Data"])
        except Exception:
            return True
        return False

    failed = []
    for message in messages():
        batch = list(records(json.loads(message["Body"])["KinesisBatchInfo"]))
        failed.extend(record["SequenceNumber"] for record in batch if is_bad(record))
        sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
