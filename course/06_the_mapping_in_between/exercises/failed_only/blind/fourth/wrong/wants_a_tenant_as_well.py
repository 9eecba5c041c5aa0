# Asks for a tenant in the data too, so failed requests whose data leaves the tenant out are skipped for good.
import json


def failed_only():
    data = {"tenant": [{"exists": True}], "status": [{"numeric": [">=", 400]}]}
    return {"Filters": [{"Pattern": json.dumps({"data": data})}]}
