# Ends early if for five passes and a minute only things are left that were refused for good.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


GONE = ("NotFound", "NonExistent", "NoSuch", "DoesNotExist")


def is_gone(error):
    return any(word in error.response["Error"]["Code"] for word in GONE)


def attempt(session, thing):
    try:
        delete(session, thing)
        return "going"
    except ClientError as error:
        if is_gone(error):
            return "gone"
        return "wait" if "InUse" in error.response["Error"]["Code"] else "refused"


def teardown(session, run):
    stuck = 0
    left = []
    for _ in range(45):
        answers = [(thing, attempt(session, thing)) for thing in find(session, run)]
        left = [thing for thing, answer in answers if answer != "gone"]
        if not left:
            break
        stuck = stuck + 1 if all(answer in ("refused", "gone") for _, answer in answers) else 0
        if stuck >= 6:
            break
        time.sleep(12)
    return left
