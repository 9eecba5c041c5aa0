# Takes a denial for the end of it all: what comes after the denied thing, or is in use, isn't deleted.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError

GONE_WORDS = ("NotFound", "NonExistent", "NoSuch", "DoesNotExist")


def teardown(session, run):
    """Delete everything that belongs to the run. A list of what is still there after at most 10 minutes."""
    began = time.time()
    while time.time() - began < 540:
        busy = False
        left = []
        things = list(find(session, run))
        for at, thing in enumerate(things):
            try:
                delete(session, thing)
                busy = True
                left.append(thing)
            except ClientError as error:
                code = error.response["Error"]["Code"]
                if any(word in code for word in GONE_WORDS):
                    continue
                left.append(thing)
                if code != "ResourceInUseException":
                    return left + things[at + 1 :]  # no permission: nothing more can be done here
                busy = True
        if not busy:
            return left
        time.sleep(10)
    return left
