def warm_up(launch_per_s, peak_before):
    """The load of every minute before a launch, in records per second, so that the launch isn't throttled.

    Returns a list of whole numbers, oldest first, and as short as possible. The launch begins in the minute
    after the last one of your list, and from then on the load stays the same. No minute of the warm-up may
    be throttled either. All loads are spread evenly over the shards. peak_before is the highest minute of
    the 30 days before.

    The stream has capacity for twice its highest stored minute, and for at least 4,000 records per second. A
    minute begins a round if twice its load is more than the capacity and no round is under way. The round is
    that minute and the 15 minutes after it. The minute after the round has capacity for twice the highest
    minute so far, and may begin a new round.
    """
    plan = []
    # observe: is the capacity large enough already?
    # contain: what has to be stored, and when is the new capacity there?
    return ...
