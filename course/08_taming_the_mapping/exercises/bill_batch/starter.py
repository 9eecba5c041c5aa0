import base64


def bill_batch(event, book):
    """Bill each record of a batch, and report the first that fails.

    `book(data)` writes the bytes of one usage event into the invoices, and returns nothing; it raises if it cannot,
    whatever the reason. Returns the response of a mapping with ReportBatchItemFailures.
    """
    for record in event["Records"]:
        data = ...
        if data is ...:
            return ...
        # contain: book it; at the first failure stop, and say which record it was
        ...
    return ...
