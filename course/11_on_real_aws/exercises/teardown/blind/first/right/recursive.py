# Recursion over the seconds that are left, with a comprehension over what answered something else than gone.
import re
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def stays(session, thing):
    try:
        delete(session, thing)
    except ClientError as error:
        return not re.search("NotFound|NonExistent|NoSuch|NotExist", error.response["Error"]["Code"])
    return True


def teardown(session, run, seconds=560):
    left = [thing for thing in find(session, run) if stays(session, thing)]
    if not left or seconds <= 0:
        return left
    time.sleep(20)
    return teardown(session, run, seconds - 20)
