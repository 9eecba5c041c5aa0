def tame(incident, pause_s):
    """The settings of create_event_source_mapping with which an incident stays within its bounds.

    All but FunctionName, EventSourceArn and StartingPosition. `incident` has what is going to happen, and the bounds, all
    numbers but `queue_arn`; `pause_s(n)` is the pause in seconds before a batch's n-th retry.
    """
    return ...
