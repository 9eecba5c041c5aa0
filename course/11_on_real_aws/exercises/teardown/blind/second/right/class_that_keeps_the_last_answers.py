# A class for one teardown, new in every call, that keeps the last code per thing.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


class Teardown:
    def __init__(self, session, run):
        self.session, self.run = session, run
        self.ends = time.time() + 500

    def sweep(self):
        codes = []
        for thing in find(self.session, self.run):
            try:
                delete(self.session, thing)
                codes.append((thing, "Accepted"))
            except ClientError as error:
                codes.append((thing, error.response["Error"]["Code"]))
        return [
            (thing, code)
            for thing, code in codes
            if not any(gone in code for gone in ("NotFound", "NonExistent", "NoSuch", "DoesNotExist"))
        ]

    def __call__(self):
        still = self.sweep()
        calm = 0
        while time.time() < self.ends and calm < 13:
            time.sleep(10)
            still = self.sweep()
            moving = any(code in ("Accepted", "ResourceInUseException") for _, code in still)
            calm = 0 if moving else calm + 1
        return [thing for thing, _ in still]


def teardown(session, run):
    """Delete everything that belongs to the run. A list of what is still there after at most 10 minutes."""
    return Teardown(session, run)()
