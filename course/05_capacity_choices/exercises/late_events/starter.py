def late_events(events):
    """How many events of each tenant were handled behind a younger one of the same tenant.

    events are dicts with "tenant" and "at", an ISO time in UTC, in the order in which a consumer
    handled them. Returns a dict from tenant to number, without tenants that had no late event.
    """
    late = {}
    # tenant by tenant: what has to be remembered?
    return ...
