# Recursion: every call is one pass, and the last pass returns what wasn't gone.
import re
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def _refused(session, thing):
    try:
        delete(session, thing)
        return False
    except ClientError as error:
        return error.response["Error"]["Code"]


def _gone(code):
    return bool(code) and re.search("NotFound|NonExist|NoSuch|NotExist", code) is not None


def _pass(session, run, passes, calm):
    answers = [(thing, _refused(session, thing)) for thing in list(find(session, run))]
    left = [thing for thing, code in answers if not _gone(code)]
    if passes == 0 or (not left and calm):
        return left
    time.sleep(20)
    return _pass(session, run, passes - 1, not left)


def teardown(session, run):
    """Delete everything that belongs to the run. A list of what is still there after at most 10 minutes."""
    return _pass(session, run, 24, False)
