MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def batch_write(dynamodb, table, key_names, requests):
    """Write all `requests` to `table`: what boto3's batch_writer does, with a pause and a bound.

    `requests` is an iterable of {"PutRequest": {"Item": ...}} and {"DeleteRequest": {"Key": ...}}.
    `key_names` are the attributes that make the key of an item. No call carries more than
    MOST_PER_CALL requests, and no call carries two requests for one key. If there are two, the later one
    counts. Requests that come back are resent without new ones, after a pause that grows, in MAX_ATTEMPTS
    attempts in all. A call that raises a ClientError or a BotoCoreError is a failed attempt of its
    requests. Returns the requests given up.
    """
    # contain: when may the next requests be read?
    return ...
