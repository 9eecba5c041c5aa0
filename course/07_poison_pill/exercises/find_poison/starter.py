def find_poison(kinesis, stream, line, price):
    """Return the SequenceNumber of the record that blocks a shard. There is one: read until you find it.

    `line` is what the function logged in an invocation that failed, as a dict: "at" and "age_s" in seconds, and
    "shard". `price(data)` is the function's code for one record, and raises the same errors as the function. A read
    can return a few records, or none, although more records follow.
    """
    # observe: when did the oldest record of the batch arrive?
    arrived = ...
    # locate: an iterator of that shard that starts there
    iterator = ...
    if iterator is ...:
        return ...
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            # locate: is it the first one that the function can't handle?
            ...
        iterator = answer.get("NextShardIterator")
        time.sleep(1)  # a shard allows five reads per second, and the mapping needs some of them
