def tame(incident, pause_s):
    """Return the settings for create_event_source_mapping that keep an incident within its bounds.

    Leave out FunctionName, EventSourceArn and StartingPosition. `incident` says what is going to happen, and what the
    bounds are; all its values are numbers, except `queue_arn`. `pause_s(n)` is the pause in seconds before a batch's
    n-th retry.
    """
    return ...
