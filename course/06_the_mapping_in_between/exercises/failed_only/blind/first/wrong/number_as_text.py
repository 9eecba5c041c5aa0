# Gives 400 as a text to numeric, which compares values.
import json


def failed_only():
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": [{"numeric": [">=", "400"]}]}})}]}
