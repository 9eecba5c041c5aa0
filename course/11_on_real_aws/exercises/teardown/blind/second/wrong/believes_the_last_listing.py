# Ends with whatever find lists, so things that are long gone but listed for long are reported as still there.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    """Delete everything that belongs to the run. A list of what is still there after at most 10 minutes."""
    until = time.time() + 560
    while time.time() < until:
        things = find(session, run)
        if not things:
            time.sleep(30)  # listings can be late, so look twice
            if not find(session, run):
                return []
            continue
        for thing in things:
            try:
                delete(session, thing)
            except ClientError:
                pass  # in use: the next pass tries again; not found: the listing will notice
        time.sleep(10)
    return list(find(session, run))
