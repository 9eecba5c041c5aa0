# A generator yields what stays after every pass, and next() takes the first empty one or the last.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def passes(session, run, pause, times):
    for number in range(times):
        stays = []
        for thing in find(session, run):
            try:
                delete(session, thing)
                stays.append(thing)
            except ClientError as error:
                code = error.response["Error"]["Code"]
                if not ("NotFound" in code or "NonExist" in code or "NoSuch" in code or "NotExist" in code):
                    stays.append(thing)
        yield stays
        if stays and number < times - 1:
            time.sleep(pause)


def teardown(session, run):
    last = []
    for last in passes(session, run, pause=7, times=80):
        if not last:
            break
    return last
