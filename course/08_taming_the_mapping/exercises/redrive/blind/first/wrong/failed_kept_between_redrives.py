# Keeps the list of failures in the module; a second redrive names those of the first again.
import json
import time

failed = []


def redrive(sqs, kinesis, queue_url, handle):
    seen = set()
    while True:
        answer = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10)
        messages = answer.get("Messages", [])
        if not messages:
            return failed
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            end = int(info["endSequenceNumber"])
            iterator = kinesis.get_shard_iterator(
                StreamName=info["streamArn"].split("/")[-1],
                ShardId=info["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                StartingSequenceNumber=info["startSequenceNumber"],
            )["ShardIterator"]
            while iterator:
                time.sleep(1)
                answer = kinesis.get_records(ShardIterator=iterator)
                iterator = answer.get("NextShardIterator")
                for record in answer["Records"]:
                    number = record["SequenceNumber"]
                    if int(number) > end:
                        iterator = None
                        break
                    if number not in seen:
                        seen.add(number)
                        try:
                            handle(record["Data"])
                        except Exception:
                            failed.append(number)
                    if int(number) == end:
                        iterator = None
                        break
                else:
                    if not answer["Records"] and not answer["MillisBehindLatest"]:
                        iterator = None
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
