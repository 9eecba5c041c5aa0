import math


def shards_for(profile, readers):
    """Return the smallest number of shards that is enough for a load, and what would save some of them.

    `profile` has one dict per second of a minute: records, data_bytes, key_bytes. In some minutes nothing
    is sent. `readers` programs read the whole load; it is at least 1.
    Returns a pair: a whole number of shards, and "pack", "fan-out" or None.
    """
    # observe: how many shards does each limit require in its busiest second?
    # locate: which of these numbers decides, and is it a whole number?
    # contain: what is the number with packed events? With fan-out? Is it smaller?
    return ...
