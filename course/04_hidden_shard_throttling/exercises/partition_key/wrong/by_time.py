# time-is-a-good-salt -> 04.3.order-lost
def partition_key(event, hot):
    tenant = event["tenant"]
    return f"{tenant}#{event['at'][20:22]}" if tenant in hot else tenant
