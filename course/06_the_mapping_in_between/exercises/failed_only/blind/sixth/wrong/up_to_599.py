# Ends the range at 599 because HTTP has no larger class: tomorrow's status 600 or 999 is filtered out.
import json


def failed_only():
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": [{"numeric": [">=", 400, "<", 600]}]}})}]}
