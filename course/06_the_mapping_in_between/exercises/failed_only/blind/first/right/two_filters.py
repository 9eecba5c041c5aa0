# Two filters that together keep the range, since one of them is enough.
import json


def keep(*bounds):
    return {"Pattern": json.dumps({"data": {"status": [{"numeric": [*bounds]}]}}, separators=(",", ":"))}


def failed_only():
    return {"Filters": [keep(">=", 400, "<", 500), keep(">=", 500)]}
