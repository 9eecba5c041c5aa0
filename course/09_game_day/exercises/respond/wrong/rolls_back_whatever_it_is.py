# a-rollback-repairs -> 09.2.not-stopped
QUEUE = "arn:aws:sqs:us-east-1:111122223333:booking-failures"


def respond(game):
    # observe
    books, logs, mapping = game.look("books"), game.look("logs"), game.look("describe", what="mapping")
    lines = [text for _, text in logs.rows]
    first = next(minute for minute, served, booked in books.rows if booked < served)
    causes = []
    # contain
    if any("was not booked" in line for line in lines):
        causes.append("errors-swallowed")
        game.act("deploy", what="book-usage", version="v41")
    if any("[ERROR]" in line for line in lines):
        causes.append("poison-pill")
        game.act("deploy", what="book-usage", version="v41")
    if ("StartingPosition", "LATEST") in mapping.rows:
        causes.append("mapping-recreated-at-latest")
    # fix
    if causes != ["poison-pill"]:
        game.act("second mapping", function="book-missing", since=first)
    # prove
    game.conclude(*causes, because=[books.id, logs.id, mapping.id])
