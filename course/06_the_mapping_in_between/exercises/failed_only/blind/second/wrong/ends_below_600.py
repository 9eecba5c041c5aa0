# Believes a status ends at 599: a larger one, which nobody has seen yet, is skipped.
import json


def failed_only():
    pattern = {"data": {"status": [{"numeric": [">=", 400, "<", 600]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
