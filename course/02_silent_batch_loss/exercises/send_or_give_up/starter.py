import random

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together


def send_or_give_up(kinesis, stream, events, dead_letter):
    """Do what send_all does, but always come to an end, and account for every event.

    Each record gets MAX_ATTEMPTS attempts. If a call raises a ClientError or a BotoCoreError, this is
    a failed attempt for all its records. Don't send an event whose record has more than
    MAX_RECORD_BYTES, and don't make a call of more than MAX_CALL_BYTES. What counts is the size of the
    records as you send them. Call dead_letter(event) once for each event that you give up. If there
    are any, log their total in one line, at WARNING or above. Return this number.
    """
    # contain, observe, locate, give up
    return None
