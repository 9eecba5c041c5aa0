MAX_ATTEMPTS = 6
PER_CALL = {"put_events": 10, "send_message_batch": 10, "batch_write_item": 25}
RETRYABLE = ("InternalFailure", "ThrottlingException")  # of put_events; all other codes mean never


def split(operation, entries, answer):
    """What became of the entries of one call. Returns three lists of them: done, again, never."""
    # observe: where does this operation's answer speak of single entries?
    # locate: which of the failures can a later attempt fix?
    return ..., ..., ...


def send_all(call, operation, entries):
    """Send all entries. `call(some_entries)` makes one call of `operation` and returns boto3's answer.

    A call carries one entry at least and PER_CALL[operation] at most. Entries that can work later
    are resent after a pause, MAX_ATTEMPTS attempts in all. A call that raises a ClientError or a
    BotoCoreError is a failed attempt of its entries. Entries that can't work are sent once.
    Returns a list of the entries given up.
    """
    # contain: resend `again` and nothing else, and not forever
    return ...
