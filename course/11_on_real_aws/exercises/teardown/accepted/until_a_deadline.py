import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    until, ghosts = time.monotonic() + 400, []
    while things := [each for each in find(session, run) if each not in ghosts]:
        if time.monotonic() > until:
            return things
        for thing in things:
            try:
                delete(session, thing)
            except ClientError as error:
                if "exist" in str(error).lower() or "not" in str(error).lower():
                    ghosts.append(thing)
        time.sleep(15)
    return []
