# Adds "the status exists" to the list as a guard: one match in the list is enough, so every request passes.
import json


def failed_only():
    pattern = {"data": {"status": [{"exists": True}, {"numeric": [">=", 400]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
