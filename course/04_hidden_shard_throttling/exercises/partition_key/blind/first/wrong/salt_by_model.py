# The key is tenant and model: a job that uses one model stays on one shard.
def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{event.get('model', '')}"
