# pythons-hash-is-the-same-everywhere -> 04.3.other-process
def partition_key(event, hot):
    tenant = event["tenant"]
    return f"{tenant}#{hash(event['session']) % 16}" if tenant in hot else tenant
