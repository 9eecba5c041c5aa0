# Believed that failed requests have no tokens and demands it; fails after the first tokens are skipped.
import json


def failed_only():
    pattern = {"data": {"status": [{"numeric": [">=", 400]}], "tokens_out": [0]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
