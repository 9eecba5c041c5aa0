# Makes the text with str(): single quotes are not JSON.
import json


def failed_only():
    pattern = {"data": {"status": [{"numeric": [">=", 400]}]}}
    return {"Filters": [{"Pattern": str(pattern)}]}
