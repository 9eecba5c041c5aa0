import zlib


def partition_key(event, hot):
    """Return the partition key for a usage event. `hot` is the set of tenants whose key is too hot.

    All turns of a session must get the same key: in every gateway, at any hour, after every restart. The
    text in `session` can have any form. Apart from that, a hot tenant's events may go anywhere. A hot tenant
    sends up to 3,000 records in one second, and still no key may get more than a shard can take. All other
    tenants keep their key, which is the tenant. No two tenants share a key. `hot` changes now and then.
    """
    tenant, session = event["tenant"], event["session"]
    # contain: the key of a tenant that isn't hot
    # fix: the key of a hot tenant. What do you compute from the session, and how?
    return ...
