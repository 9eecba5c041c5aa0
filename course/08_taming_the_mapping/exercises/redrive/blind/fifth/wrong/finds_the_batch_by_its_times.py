# Goes by arrival times that neighbors can share; against "the events that the messages ... are about".
import json
import time
from datetime import datetime


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    receive = {"QueueUrl": queue_url, "MaxNumberOfMessages": 10}
    while messages := sqs.receive_message(**receive).get("Messages"):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            first = datetime.fromisoformat(info["approximateArrivalOfFirstRecord"])
            last = datetime.fromisoformat(info["approximateArrivalOfLastRecord"])
            iterator = kinesis.get_shard_iterator(
                StreamARN=info["streamArn"],
                ShardId=info["shardId"],
                ShardIteratorType="AT_TIMESTAMP",
                Timestamp=first,
            )["ShardIterator"]
            over = False
            while iterator and not over:
                time.sleep(1)
                answer = kinesis.get_records(ShardIterator=iterator)
                for record in answer["Records"]:
                    over = record["ApproximateArrivalTimestamp"] > last
                    if over:
                        break
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(record["SequenceNumber"])
                over = over or (not answer["Records"] and answer["MillisBehindLatest"] == 0)
                iterator = answer.get("NextShardIterator")
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
