# functools.reduce nests the keys around the rule; compact JSON.
import functools
import json


def failed_only():
    rule = [{"numeric": [">=", 400.0]}]
    nested = functools.reduce(lambda inner, key: {key: inner}, ("status", "data"), rule)
    return dict(Filters=[dict(Pattern=json.dumps(nested, separators=(",", ":")))])
