# One condition for client errors and one for server errors, with a gap: 500 matches neither.
import json

CLIENT = {"numeric": [">=", 400, "<", 500]}
SERVER = {"numeric": [">", 500]}


def failed_only():
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": [CLIENT, SERVER]}})}]}
