# Writes a range as two rules in the list; one match is enough, and every number matches one.
import json


def failed_only():
    rules = [{"numeric": [">=", 400]}, {"numeric": ["<", 1000]}]
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": rules}})}]}
