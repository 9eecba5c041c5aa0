# no-exception-means-stored -> 02.1.too-few
def failed_events(events, answer):
    stored = answer["ResponseMetadata"]["HTTPStatusCode"] == 200
    return [] if stored else events
