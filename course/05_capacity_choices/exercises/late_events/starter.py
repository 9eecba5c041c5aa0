def late_events(events):
    """How many events of each tenant were handled after a newer one of the same tenant.

    events are dicts with "tenant" and "at", in the order in which a consumer handled them. Each "at" is
    an ISO time in UTC to the millisecond, such as "2026-11-02T10:00:05.250Z". Two events of a tenant may
    have the same time. Returns a dict from tenant to number, without tenants that had no late event.
    """
    late = {}
    # tenant by tenant: what has to be remembered?
    return ...
