# Exactly 400, or above 400: two numeric rules in one list.
import json


def failed_only():
    rules = [{"numeric": ["=", 400]}, {"numeric": [">", 400]}]
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": rules}}, indent=2)}]}
