# One verdict per thing and pass, and it stops after two quiet minutes.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError

GONE_WORDS = ("NotFound", "NonExistent", "NoSuch", "DoesNotExist")


def attempt(session, thing):
    try:
        delete(session, thing)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if any(word in code for word in GONE_WORDS):
            return "gone"
        return "wait" if "InUse" in code else "stays"
    return "wait"


def teardown(session, run):
    """Delete everything that belongs to the run. A list of what is still there after at most 10 minutes."""
    quiet = spent = 0
    while True:
        verdicts = [(thing, attempt(session, thing)) for thing in find(session, run)]
        left = [thing for thing, verdict in verdicts if verdict != "gone"]
        quiet = 0 if any(verdict == "wait" for _, verdict in verdicts) else quiet + 15
        if quiet > 120 or spent >= 480:
            return left
        time.sleep(15)
        spent += 15
