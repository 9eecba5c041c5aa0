QUEUE = "arn:aws:sqs:us-east-1:111122223333:booking-failures"


def respond(game):
    """Look, act, and end the game with game.conclude(*causes, because=[ids of looks])."""
    # observe: which looks tell the three causes apart?
    # contain: which act stops each of them?
    # fix: who books what was missed meanwhile?
    # prove: name the causes, and the looks that show them
    return ...
