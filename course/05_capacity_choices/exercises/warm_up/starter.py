def warm_up(launch_per_s, peak_before):
    """The load of every minute before a launch, in records per second, so that the launch is refused nothing.

    A list of whole numbers, oldest first, and as short as possible; the launch comes in the minute after
    its last one and stays. No minute of the warm-up may be refused a record either. Loads are spread
    evenly over the shards; peak_before is the highest minute of the 30 days before.

    The stream has room for twice its highest stored minute, at least for 4,000 per second. A minute begins a
    round if twice its load is more than the room and no round is under way. The round is that minute and the
    15 minutes after it. The next minute has room for twice the highest minute so far, and may begin a new round.
    """
    plan = []
    # observe: is there room already?
    # contain: what must be stored, and when is the next room there?
    return ...
