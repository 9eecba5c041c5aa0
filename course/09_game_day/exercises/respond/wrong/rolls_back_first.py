# acting-beats-looking -> 09.2.acted-blind
QUEUE = "arn:aws:sqs:us-east-1:111122223333:booking-failures"


def respond(game):
    game.act("deploy", what="book-usage", version="v41")
    # observe
    books, logs, mapping = game.look("books"), game.look("logs"), game.look("describe", what="mapping")
    lines = [text for _, text in logs.rows]
    first = next(minute for minute, served, booked in books.rows if booked < served)
    causes = []
    # contain
    if any("was not booked" in line for line in lines):
        causes.append("errors-swallowed")
    if any("[ERROR]" in line for line in lines):
        causes.append("poison-pill")
        on_failure = {"OnFailure": {"Destination": QUEUE}}
        bounds = {"BisectBatchOnFunctionError": True, "MaximumRetryAttempts": 2}
        game.act("update mapping", DestinationConfig=on_failure, **bounds)
        game.act("deploy", what="book-usage", version="v43")
        game.act("redrive")
    if ("StartingPosition", "LATEST") in mapping.rows:
        causes.append("mapping-recreated-at-latest")
    # fix
    if causes != ["poison-pill"]:
        game.act("second mapping", function="book-missing", since=first)
    # prove
    game.conclude(*causes, because=[books.id, logs.id, mapping.id])
