def warm_up(launch_per_s, peak_before):
    """The load of every minute before a launch, in records a second, so that the launch is refused nothing.

    A list of whole numbers, oldest first, and as short as possible; the launch comes in the minute after
    its last one and stays. No minute of the warm-up may be refused a record either. Loads are spread
    evenly over the shards; peak_before is the highest minute of the 30 days before.

    The stream has room for twice its highest stored minute, at least for 4,000 a second. The end of a minute
    after which twice the highest is more than the room begins a round: 15 minutes later there is room for
    twice the highest by then, and the next round may begin with the end of that minute or a later one.
    """
    plan = []
    # observe: is there room already?
    # contain: what must be stored, and when is the next room there?
    return ...
