# Takes the gateway as the salt, so turns part by gateway; forbidden: "the same key: in every gateway".
def partition_key(event, hot):
    tenant = event["tenant"]
    if tenant not in hot:
        return tenant
    gateway, _, _ = event["event_id"].partition("-")
    return f"{tenant}#{gateway}"
