# polling-is-free -> 08.2.reads-too-often
import json


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    # observe
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            first, last = info["startSequenceNumber"], int(info["endSequenceNumber"])
            # locate
            iterator = kinesis.get_shard_iterator(
                StreamARN=info["streamArn"],
                ShardId=info["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                StartingSequenceNumber=first,
            )["ShardIterator"]
            number = 0
            while number < last and iterator:
                answer = kinesis.get_records(ShardIterator=iterator)
                for record in answer["Records"]:
                    number = int(record["SequenceNumber"])
                    if number > last:
                        break
                    # fix
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(record["SequenceNumber"])
                iterator = answer.get("NextShardIterator")
            # prove
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
