import math


def shards_for(profile, readers):
    """The fewest shards for a load that `readers` programs read whole, and what would save some of them.

    `profile` has a dict for each second of a minute: records, data_bytes, key_bytes. In some
    minutes nothing is sent. `readers` is at least 1.
    Returns a pair: a whole number of shards, and "pack", "fan-out" or None.
    """
    # observe: what does the worst second of each limit ask for, in shards?
    # locate: which of these numbers decides, and is it whole?
    # contain: what is it with packed events? with fan-out? Does it fall at all?
    return ...
