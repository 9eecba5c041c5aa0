# A small iterable class and structural pattern matching.
class Failed:
    def __init__(self, events, answer):
        self.pairs = list(zip(events, answer["Records"], strict=True))

    def __iter__(self):
        for event, result in self.pairs:
            match result:
                case {"ErrorCode": str()}:
                    yield event
                case _:
                    continue


def failed_events(events, answer):
    return [*Failed(events, answer)]
