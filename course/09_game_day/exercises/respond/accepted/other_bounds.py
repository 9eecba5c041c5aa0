QUEUE = "arn:aws:sqs:us-east-1:111122223333:booking-failures"


def respond(game):
    """In another order, with other bounds, and what conclude returns is returned."""
    books = game.look("books")
    proof = [books.id]
    log = game.look("logs")
    proof.append(log.id)
    settings = game.look("describe", what="mapping")
    proof.append(settings.id)
    text = log.text
    since = min(row[0] for row in books.rows if row[2] < row[1])
    found = set()
    if "[ERROR] KeyError" in text:
        found.add("poison-pill")
        game.act(
            "update mapping",
            BisectBatchOnFunctionError=True,
            MaximumRetryAttempts=3,
            DestinationConfig={"OnFailure": {"Destination": QUEUE}},
        )
        game.act("deploy", version="v43")
        game.act("redrive")
    if "was not booked" in text:
        found.add("errors-swallowed")
        game.act("deploy")
    if dict(settings.rows)["StartingPosition"] == "LATEST":
        found.add("mapping-recreated-at-latest")
    if found - {"poison-pill"}:
        game.act("second mapping", since=since)
    return game.conclude(*sorted(found), because=proof)
