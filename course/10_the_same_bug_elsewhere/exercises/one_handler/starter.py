import base64


def handle(event, book):
    """Book the records of a batch, whichever source they come from, and report what to deliver again.

    The records of one event have one `eventSource`: "aws:sqs" (a standard queue) or "aws:kinesis".
    `book(data)` books what the producer wrote, given as bytes. If it can't, it raises an error. Return
    the response that a mapping with ReportBatchItemFailures expects.
    """
    # observe: where is the data of a message, and of a record? Which id does the report need?
    # contain: what does the source do with a record that you don't report?
    return ...
