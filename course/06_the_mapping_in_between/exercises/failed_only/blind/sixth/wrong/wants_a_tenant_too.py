# Demands a tenant in the data, too: failed requests whose data leaves it out are filtered out.
import json


def failed_only():
    usage = {"status": [{"numeric": [">=", 400]}], "tenant": [{"exists": True}]}
    return {"Filters": [{"Pattern": json.dumps({"data": usage})}]}
