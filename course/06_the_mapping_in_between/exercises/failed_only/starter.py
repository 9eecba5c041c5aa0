import json


def failed_only():
    """FilterCriteria that keep the requests with a status of 400 or more, however large, and no other.

    For create_event_source_mapping: a dict with a list of Filters, each of which has a Pattern, a text in JSON.
    """
    # observe: under which key does a filter see what the gateway wrote?
    # fix: the rule for a range of numbers
    return ...
