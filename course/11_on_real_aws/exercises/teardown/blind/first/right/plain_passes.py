# Plain passes, 10 seconds apart, until two in a row show nothing that isn't gone.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


GONE = ("NotFound", "NonExistent", "NoSuch", "DoesNotExist")


def is_gone(error):
    return any(word in error.response["Error"]["Code"] for word in GONE)


def teardown(session, run):
    quiet, alive = 0, []
    for attempt in range(56):
        if attempt:
            time.sleep(10)
        alive = []
        for thing in find(session, run):
            try:
                delete(session, thing)
            except ClientError as error:
                if is_gone(error):
                    continue
            alive.append(thing)
        quiet = 0 if alive else quiet + 1
        if quiet == 2:
            return []
    return alive
