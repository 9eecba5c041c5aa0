import base64


def bill_batch(event, book):
    """Bill the records of a batch one by one, and report the first that fails.

    `book(data)` writes one usage event, given as bytes, into the invoices, and returns nothing. If it can't, it raises
    an error, whatever the reason. Return the response that a mapping with ReportBatchItemFailures expects.
    """
    for record in event["Records"]:
        data = ...
        if data is ...:
            return ...
        # contain: book it; at the first failure, stop and report which record it was
        ...
    return ...
