# Adds "exists" to the same list to be safe, but one match in the list is enough: every status is kept.
import json


def failed_only():
    status = [{"exists": True}, {"numeric": [">=", 400]}]
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": status}})}]}
