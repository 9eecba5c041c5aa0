# Two filters that share the range: 400 up to 499 and a half, and all from there on, as one match is enough.
import json


def _pattern(*range_):
    return {"Pattern": json.dumps({"data": {"status": [{"numeric": list(range_)}]}})}


def failed_only():
    return {"Filters": [_pattern(">=", 400, "<", 499.5), _pattern(">=", 499.5)]}
