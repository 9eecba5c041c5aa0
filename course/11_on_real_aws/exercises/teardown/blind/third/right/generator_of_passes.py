# A generator yields what is left before each pass, and the caller stops it within a time budget.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def is_gone(session, thing):
    try:
        delete(session, thing)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        return any(word in code for word in ("NotFound", "NonExist", "NoSuch", "DoesNotExist"))
    return False  # accepted, so look again


def passes(session, run):
    gone = []
    while True:
        left = [t for t in find(session, run) if (t.kind, t.name) not in gone]
        yield left
        gone += [(t.kind, t.name) for t in left if is_gone(session, t)]


def teardown(session, run):
    started, was_empty = time.time(), False
    for left in passes(session, run):
        if (was_empty and not left) or time.time() - started > 560:
            return left
        was_empty = not left
        time.sleep(20)
