# Also asks for no output tokens: all fields must match, so a failure in the middle of an answer is skipped.
import json


def failed_only():
    data = {"status": [{"numeric": [">=", 400]}], "tokens_out": [{"numeric": ["=", 0]}]}
    return {"Filters": [{"Pattern": json.dumps({"data": data})}]}
