# Knows only codes with NotFound as gone: a queue's NonExistentQueue or a role's NoSuchEntity looks refused.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    """Delete everything that belongs to the run. A list of what is still there after at most 10 minutes."""
    began = time.time()
    while True:
        left, settled = [], True
        for thing in find(session, run):
            try:
                delete(session, thing)
            except ClientError as error:
                code = error.response["Error"]["Code"]
                if "NotFound" in code:
                    continue
                if code == "ResourceInUseException":
                    settled = False
            else:
                settled = False
            left.append(thing)
        if settled or time.time() - began > 540:
            return left
        time.sleep(10)
