# A class whose instance makes the criteria, with 400.0: numeric compares values.
import json


class AtLeast:
    def __init__(self, field, least):
        self.rule = {"data": {field: [{"numeric": [">=", least]}]}}

    def __call__(self):
        return {"Filters": [{"Pattern": json.dumps(self.rule, sort_keys=True)}]}


def failed_only():
    return AtLeast("status", 400.0)()
