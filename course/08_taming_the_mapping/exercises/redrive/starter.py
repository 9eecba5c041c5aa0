import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    """Handle the events that the messages in a queue are about, each once, and empty the queue.

    `handle(data)` bills one event, and raises an error if it can't. Return the sequence numbers of the events for which
    it raised. All events that the messages are about are still in the stream, and no two messages are about the same
    event. A read can return a few records, or none, although more records follow.
    """
    failed = []
    messages = ...  # observe: up to ten per call
    if messages is ...:
        return ...
    while messages:
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            # locate: an iterator that starts at the first record of the batch; pass info["streamArn"] as StreamARN
            iterator = ...
            # contain: a shard allows five reads per second, and the mapping reads it too
            time.sleep(1)
            # fix: handle every record up to the last one of the batch; if one fails, keep its number
            ...
            # prove: what has to be true before you may delete the message?
            ...
        messages = ...
    return failed
