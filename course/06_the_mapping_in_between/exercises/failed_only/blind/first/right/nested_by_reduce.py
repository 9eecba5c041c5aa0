# Wraps the rule from inside out with functools.reduce, and indents the JSON.
import json
from functools import reduce


def failed_only():
    rule = [{"numeric": [">=", 400]}]
    pattern = reduce(lambda inner, name: {name: inner}, ("status", "data"), rule)
    return {"Filters": [{"Pattern": json.dumps(pattern, indent=2)}]}
