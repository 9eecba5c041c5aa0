# Believes tenant, model and size tell events apart; a missing event is found in another that looks alike.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    def request(event):
        return event["tenant"], event["model"], event["tokens_in"], event["tokens_out"]

    in_stream = {request(event) for event in stored}
    missing = [event for event in served if request(event) not in in_stream]
    return tokens(missing) / tokens(served)
