# each-is-booked-once -> 07.3.nothing
def account(served, booked, in_stream, metrics):
    lost = len(served) - len(booked) - len(in_stream)
    return served[: max(lost, 0)], max(lost, 0)
