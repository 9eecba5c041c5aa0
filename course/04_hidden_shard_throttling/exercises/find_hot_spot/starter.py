from collections import Counter


def find_hot_spot(calls):
    """The second and the shard in which most records were throttled, and the tenant with most of these.

    `calls` is the gateways' log for any stream, in no order, a dict for each call: `at` (when, in seconds
    since the epoch, as time.time() tells), `events` (what was sent, each with its `tenant`) and `answer`
    (of put_records). Some records were throttled, and nobody shares first place. Returns
    (second, shard_id, tenant), the second as a whole number and the shard's id as in the message.
    """
    refused = Counter()  # by (second, shard_id)
    # observe: which results say that a shard had no room, and which shard was it?
    # locate: the place with most refused records, then the tenant that has most of them there
    return ...
