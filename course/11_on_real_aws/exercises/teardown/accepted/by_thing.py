import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def is_gone(session, thing):
    for _ in range(12):
        try:
            delete(session, thing)
            return True
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if "Not" in code or "NonExistent" in code or "NoSuch" in code:
                return True
            if code != "ResourceInUseException":
                return False
            time.sleep(5)
    return False


def teardown(session, run):
    done = set()
    for _ in range(3):
        for thing in find(session, run):
            if thing not in done and is_gone(session, thing):
                done.add(thing)
        time.sleep(20)
    return [thing for thing in find(session, run) if thing not in done]
