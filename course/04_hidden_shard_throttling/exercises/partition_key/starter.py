import zlib


def partition_key(event, hot):
    """The partition key for a usage event; `hot` is the set of tenants whose key is too hot.

    All turns of a session must get the same key: in every gateway, at any hour, after every restart.
    `session` is a text of any form. Otherwise a hot tenant's events may go anywhere, and no key may get
    more than a shard can take, though each hot tenant sends up to 3,000 records in a second. The key of
    all other tenants stays as it is: the tenant. No two tenants share a key. `hot` changes now and then.
    """
    tenant, session = event["tenant"], event["session"]
    # contain: the key of a tenant that is not hot
    # fix: the key of a hot tenant. What must follow from the session, and how?
    return ...
