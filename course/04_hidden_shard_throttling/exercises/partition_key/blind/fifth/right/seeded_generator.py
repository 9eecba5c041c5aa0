# Style: a random generator with the session as its seed, the same in every process.
import random


def partition_key(event, hot):
    match event["tenant"] in hot:
        case False:
            return event["tenant"]
        case True:
            number = random.Random("session:" + event["session"]).getrandbits(6)
            return f"{event['tenant']}#{number:02d}"
