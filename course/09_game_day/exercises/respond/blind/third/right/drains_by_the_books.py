# Terse, with sets and a while loop that waits for the books instead of IteratorAge.
QUEUE = "arn:aws:sqs:us-east-1:111122223333:booking-failures"


def respond(game):
    logs, mapping = game.look("logs"), game.look("describe", what="mapping")
    books = game.look("books", minutes=60)
    errors = {line for _, line in logs.rows if "error" in line.lower()}
    escaped = {line for line in errors if "[ERROR]" in line}
    causes = ["poison-pill"] * bool(escaped) + ["errors-swallowed"] * bool(errors - escaped)
    if ("StartingPosition", "LATEST") in [tuple(row) for row in mapping.rows]:
        causes.append("mapping-recreated-at-latest")

    def short():
        rows = game.look("books", minutes=90).rows[:-4]
        return [minute for minute, served, booked in rows if booked < served]

    if escaped:
        game.act("deploy", what="book-usage", version="v43")
        game.wait(5)
    elif errors:
        game.act("deploy", what="book-usage", version="previous")
    missing, before, rounds = short(), None, 0
    while escaped and missing and missing != before and rounds < 6:  # the backlog still shrinks
        game.wait(3)
        missing, before, rounds = short(), missing, rounds + 1
    if missing:
        game.act("second mapping", function="book-missing", since=missing[0])
        game.wait(10)
    game.conclude(*causes, because=[logs.id, mapping.id, books.id])
