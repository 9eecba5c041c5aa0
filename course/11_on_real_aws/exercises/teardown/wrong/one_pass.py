# one-pass-deletes-all -> 11.2.left
from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError

GONE = ("NotFound", "NonExistent", "DoesNotExist", "NoSuchEntity")


def teardown(session, run):
    refused = []
    for thing in find(session, run):
        try:
            delete(session, thing)
        except ClientError as error:
            if not any(word in error.response["Error"]["Code"] for word in GONE):
                refused.append(thing)
    return refused
