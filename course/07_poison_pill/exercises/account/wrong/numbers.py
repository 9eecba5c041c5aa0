# each-is-booked-once -> 07.3.no-pair
def account(served, booked, in_stream, metrics):
    return len(served) - len(booked)
