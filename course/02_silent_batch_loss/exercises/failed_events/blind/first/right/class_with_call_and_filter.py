# A class with __call__ as the predicate of filter.
class Failed:
    def __call__(self, pair):
        _, result = pair
        return bool(result.get("ErrorCode"))


def failed_events(events, answer):
    pairs = filter(Failed(), zip(events, answer["Records"], strict=True))
    return [event for event, _ in pairs]
