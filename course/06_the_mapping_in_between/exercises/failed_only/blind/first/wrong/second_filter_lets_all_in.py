# Adds a filter that the field exists, believing that filters are and-ed; one is enough, so all come.
import json


def failed_only():
    patterns = {"status": [{"numeric": [">=", 400]}]}, {"status": [{"exists": True}]}
    return {"Filters": [{"Pattern": json.dumps({"data": each})} for each in patterns]}
