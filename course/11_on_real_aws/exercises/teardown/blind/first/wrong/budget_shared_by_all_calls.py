# The 10 minutes are a module global that is never reset: after one long teardown the next ones make a single pass and leave what is still being made.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


slept = 0
GONE = ("NotFound", "NonExistent", "NoSuch", "DoesNotExist")


def is_gone(error):
    return any(word in error.response["Error"]["Code"] for word in GONE)


def teardown(session, run):
    global slept
    while True:
        alive = []
        for thing in find(session, run):
            try:
                delete(session, thing)
            except ClientError as error:
                if is_gone(error):
                    continue
            alive.append(thing)
        if not alive or slept >= 570:
            return alive
        time.sleep(10)
        slept += 10
