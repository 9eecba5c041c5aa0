# Asks for status at the top, as the gateway wrote it; a filter sees it under `data`.
import json


def failed_only():
    return {"Filters": [{"Pattern": json.dumps({"status": [{"numeric": [">=", 400]}]})}]}
