def find_poison(kinesis, stream, line, price):
    """The SequenceNumber of the record that blocks a shard. There is one: read until it comes.

    `line` is what the function logged of an invocation that failed, as a dict: "at" and "age_s" in seconds, "shard".
    `price(data)` is the function's code for one record, and raises what the function raises. A read may bring a few
    records, or none, with more ahead.
    """
    # observe: when did the oldest record of the batch arrive?
    arrived = ...
    # locate: an iterator of that shard that begins there
    iterator = ...
    if iterator is ...:
        return ...
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            # locate: the first one that the function cannot bear
            ...
        iterator = answer.get("NextShardIterator")
        time.sleep(1)  # a shard answers five reads per second, and the mapping needs some of them
