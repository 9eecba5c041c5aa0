def late_events(events):
    """For each tenant, how many of its events were handled after a newer event of the same tenant.

    events are dicts with "tenant" and "at", in the order in which a consumer handled them. Every "at" is
    an ISO time in UTC to the millisecond, such as "2026-11-02T10:00:05.250Z". Two events of a tenant may
    have the same time. Returns a dict from tenant to number, without the tenants that have no late event.
    """
    late = {}
    # observe: what do you have to remember about each tenant?
    return ...
