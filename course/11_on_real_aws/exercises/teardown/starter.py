from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    """Delete everything that belongs to the run. A list of what is still there after at most 10 minutes.

    find(session, run) lists what there is, as things with a kind and a name. You can delete them in the order
    of the list. delete(session, thing) makes the calls for one thing, and raises boto3's ClientError if AWS
    refuses. A run may have been stopped anywhere. Listings can be late.
    """
    # observe: what does find show, and what does it show after you have deleted it all?
    # contain: if AWS refuses one deletion, what happens to the others?
    # prove: how do you know that nothing is left?
    return ...
