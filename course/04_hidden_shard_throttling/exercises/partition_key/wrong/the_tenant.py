# more-shards-cure-a-hot-key -> 04.3.still-hot
def partition_key(event, hot):
    return event["tenant"]
