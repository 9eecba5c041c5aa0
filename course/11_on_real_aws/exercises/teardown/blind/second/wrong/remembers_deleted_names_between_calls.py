# Keeps a module-wide set of what is gone, so a run that is made a second time under the same names stays.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError

GONE_WORDS = ("NotFound", "NonExistent", "NoSuch", "DoesNotExist")

GONE = set()


def teardown(session, run):
    """Delete everything that belongs to the run. A list of what is still there after at most 10 minutes."""
    began = time.time()
    while True:
        left, waiting = [], False
        for thing in find(session, run):
            key = (thing.kind, thing.name)
            if key in GONE:
                continue
            try:
                delete(session, thing)
                waiting = True
                left.append(thing)
            except ClientError as error:
                code = error.response["Error"]["Code"]
                if any(word in code for word in GONE_WORDS):
                    GONE.add(key)
                else:
                    waiting = waiting or "InUse" in code
                    left.append(thing)
        if not waiting or time.time() - began > 540:
            return left
        time.sleep(10)
