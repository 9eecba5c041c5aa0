# criteria-is-the-pattern -> 06.3.no-criteria
import json


def failed_only():
    return json.dumps({"data": {"status": [{"numeric": [">=", 400]}]}})
