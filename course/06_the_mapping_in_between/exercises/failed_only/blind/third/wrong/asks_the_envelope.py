# Believes the filter sees the record as the function does, but only the key "data" is supported for a stream.
import json


def failed_only():
    pattern = {"kinesis": {"data": {"status": [{"numeric": [">=", 400]}]}}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
