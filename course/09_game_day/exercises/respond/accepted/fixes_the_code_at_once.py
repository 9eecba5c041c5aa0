def respond(game):
    """The version that reads both schemas unblocks the shard by itself."""
    log, books = game.look("logs"), game.look("books")
    mapping = game.look("describe", what="mapping")
    short = [minute for minute, served, booked in books.rows if booked != served]
    named = []
    if "[ERROR]" in log.text:
        named += ["poison-pill"]
        game.act("deploy", what="book-usage", version="v43")
    if "was not booked" in log.text:
        named += ["errors-swallowed"]
        game.act("deploy", what="book-usage", version="v41")
    if "LATEST" in mapping.text:
        named += ["mapping-recreated-at-latest"]
    if named != ["poison-pill"]:
        game.act("second mapping", function="book-missing", since=short[0])
    game.conclude(*named, because=[log.id, books.id, mapping.id])
