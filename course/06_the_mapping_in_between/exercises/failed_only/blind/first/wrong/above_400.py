# Uses > for "400 or more"; a Bad Request, 400, is skipped.
import json


def failed_only():
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": [{"numeric": [">", 400]}]}})}]}
