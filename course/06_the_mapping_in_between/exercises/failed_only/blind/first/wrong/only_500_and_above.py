# Believed that only server errors are failures; 400 to 499 are lost.
import json


def failed_only():
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": [{"numeric": [">=", 500]}]}})}]}
