# Eight doubling pauses look short and add up to 21 minutes, all of them spent if one thing is denied.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError

GONE_WORDS = ("NotFound", "NonExistent", "NoSuch", "DoesNotExist")


def teardown(session, run):
    """Delete everything that belongs to the run. A list of what is still there after at most 10 minutes."""
    left = []
    for attempt in range(8):
        left = []
        for thing in find(session, run):
            try:
                delete(session, thing)
            except ClientError as error:
                code = error.response["Error"]["Code"]
                if any(word in code for word in GONE_WORDS):
                    continue
            left.append(thing)
        if not left:
            break
        time.sleep(5 * 2**attempt)
    return left
