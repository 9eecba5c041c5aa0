# Forgets that what is asked of a field stands in a list.
import json


def failed_only():
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": {"numeric": [">=", 400]}}})}]}
