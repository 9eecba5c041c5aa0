from collections import Counter


def find_hot_spot(calls):
    """Return the second and shard in which most records were throttled, and the tenant with most of these.

    `calls` is the gateways' log of any stream, in no order. It has a dict for each call: `at` (the time in
    seconds since the epoch, as from time.time()), `events` (the events of the call, each with its `tenant`)
    and `answer` (the response of put_records). Some records were throttled, and there is no tie for the
    first place. Return (second, shard_id, tenant), with the second as a whole number and the shard's id as
    in the message.
    """
    throttled = Counter()  # by (second, shard_id)
    # observe: which results say that a shard throttled the record, and which shard was it?
    # locate: the place with most throttled records, then the tenant with most of them at that place
    return ...
