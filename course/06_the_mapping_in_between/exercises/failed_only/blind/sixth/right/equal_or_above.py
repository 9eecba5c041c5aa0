# Two conditions in the list of one field, equal to 400 or above it, nested with functools.reduce.
import json
from functools import reduce


def failed_only():
    conditions = [{"numeric": ["=", 400]}, {"numeric": [">", 400]}]
    pattern = reduce(lambda inner, key: {key: inner}, ("status", "data"), conditions)
    return dict(Filters=[dict(Pattern=json.dumps(pattern, indent=2))])
