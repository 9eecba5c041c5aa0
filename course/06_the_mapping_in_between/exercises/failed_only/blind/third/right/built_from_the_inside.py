# functools.reduce wraps the rule from the inside to the outside, level by level.
import functools
import json

LEVELS = (
    lambda rule: [rule],
    lambda rules: {"status": rules},
    lambda fields: {"data": fields},
    json.dumps,
    lambda text: {"Pattern": text},
    lambda pattern: [pattern],
    lambda filters: {"Filters": filters},
)


def failed_only():
    return functools.reduce(lambda inner, wrap: wrap(inner), LEVELS, {"numeric": [">=", 400]})
