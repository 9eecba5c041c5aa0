import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    """Handle the events that the messages of a queue speak of, each once, and empty the queue.

    `handle(data)` bills one event and raises if it cannot. Returns the sequence numbers of those that it could not.
    All that the messages speak of is still in the stream, and no two speak of the same event. A read may bring a few
    records, or none, with more ahead.
    """
    failed = []
    messages = ...  # observe: up to ten at a call
    if messages is ...:
        return ...
    while messages:
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            # locate: an iterator that begins with the first record of the batch; it takes info["streamArn"] as StreamARN
            iterator = ...
            # contain: a shard bears five reads a second, and the mapping reads it too
            time.sleep(1)
            # fix: handle every record up to the last one of the batch; keep the number of one that fails
            ...
            # prove: what has to be true before the message may go?
            ...
        messages = ...
    return failed
