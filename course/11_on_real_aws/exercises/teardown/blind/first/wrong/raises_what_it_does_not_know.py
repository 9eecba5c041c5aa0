# Waits for ResourceInUseException and raises every other code: NotFound of a late listing or AccessDenied stops the whole teardown.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    for _ in range(50):
        things = find(session, run)
        if not things:
            return []
        for thing in things:
            try:
                delete(session, thing)
            except ClientError as error:
                if error.response["Error"]["Code"] != "ResourceInUseException":
                    raise
        time.sleep(10)
    return find(session, run)
