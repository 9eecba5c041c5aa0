# Returns after the pass in which something was denied, because waiting doesn't help there: things that are still being made are left, although they could be deleted a minute later.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


GONE = ("NotFound", "NonExistent", "NoSuch", "DoesNotExist")


def is_gone(error):
    return any(word in error.response["Error"]["Code"] for word in GONE)


def teardown(session, run):
    alive = []
    for _ in range(50):
        alive, denied = [], False
        for thing in find(session, run):
            try:
                delete(session, thing)
            except ClientError as error:
                if is_gone(error):
                    continue
                denied = denied or "Denied" in error.response["Error"]["Code"]
            alive.append(thing)
        if not alive or denied:
            return alive
        time.sleep(10)
    return alive
