# Numbers sessions as they come: another gateway, or a restart, gives another number.
seen = {}


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    number = seen.setdefault((tenant, session), len(seen))
    return f"{tenant}#{number % 16}"
