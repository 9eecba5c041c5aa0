# Deletes only what has the run's id in its name, so the mapping, which AWS names by a UUID, stays.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError

GONE_WORDS = ("NotFound", "NonExistent", "NoSuch", "DoesNotExist")


def teardown(session, run):
    """Delete everything that belongs to the run. A list of what is still there after at most 10 minutes."""
    began = time.time()
    while True:
        left, settled = [], True
        mine = [thing for thing in find(session, run) if run in thing.name]  # never touch a stranger's
        for thing in mine:
            try:
                delete(session, thing)
                settled = False
            except ClientError as error:
                code = error.response["Error"]["Code"]
                if any(word in code for word in GONE_WORDS):
                    continue
                settled = settled and code != "ResourceInUseException"
            left.append(thing)
        if settled or time.time() - began > 540:
            return left
        time.sleep(10)
