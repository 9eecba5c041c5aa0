# filters-are-anded -> 06.3.keeps-answered
import json


def failed_only():
    ends = ([">=", 400], ["<", 600])
    patterns = [{"data": {"status": [{"numeric": each}]}} for each in ends]
    return {"Filters": [{"Pattern": json.dumps(pattern)} for pattern in patterns]}
