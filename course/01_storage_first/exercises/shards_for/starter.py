import math


def shards_for(profile, readers):
    """The fewest shards that take the load and let `readers` programs read all of it.

    `profile` has a dict for each second of a minute: records, data_bytes, key_bytes.
    """
    needed = 1
    for second in profile:
        # observe: how many bytes does this second bring?
        size = ...
        # locate: what share of a shard does each limit ask for? records in, bytes in, bytes out
        # contain: the limit that asks for most decides
    # prove: a whole number, and never too small
    return ...
