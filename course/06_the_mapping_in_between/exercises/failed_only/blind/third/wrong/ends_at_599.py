# Believes HTTP ends at 599, so a status of 600 or more is dropped, though "however large" is asked for.
import json


def failed_only():
    rule = {"numeric": [">=", 400, "<", 600]}
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": [rule]}})}]}
