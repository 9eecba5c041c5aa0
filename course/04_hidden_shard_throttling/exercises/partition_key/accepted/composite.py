def partition_key(event, hot):
    if event["tenant"] in hot:
        return f"{event['tenant']}/{event['session']}"
    return event["tenant"]
