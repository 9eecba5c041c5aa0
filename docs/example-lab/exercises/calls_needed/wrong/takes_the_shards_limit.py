# call-limit-is-shard-limit -> 12.1.too-few
def calls_needed(records):
    return -(-records // 1000)
