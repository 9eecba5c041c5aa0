def calls_needed(records):
    """How many calls of put_records that number of small records takes."""
    # observe: how many records does a full call carry?
    # locate: is there a rest?
    return ...
