def calls_needed(records):
    full, rest = divmod(records, 500)
    return full + (rest > 0)
