# Uses `body`, which is the key of an SQS filter.
import json


def failed_only():
    return {"Filters": [{"Pattern": json.dumps({"body": {"status": [{"numeric": [">=", 400]}]}})}]}
