def throttled_minutes(per_s, peak_before):
    """The numbers of the minutes in which an on-demand stream refuses records, as a list.

    per_s[minute] is the mean load of a minute in records a second, spread evenly over the shards;
    peak_before the highest minute of the 30 days before. The stream has room for twice its highest
    stored minute, at least for 4,000 a second. The end of a minute after which twice the highest
    is more than the room begins a round: 15 minutes later there is room for twice the highest by
    then, and the next round may begin with the end of that minute or a later one.
    """
    throttled = []
    # minute by minute: has room come? what is stored? is more asked for?
    return ...
