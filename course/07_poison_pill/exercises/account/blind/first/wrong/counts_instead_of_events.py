# Subtracts the sizes of the books; it returns a number, and events booked twice hide lost ones.
def account(served, booked, in_stream, metrics):
    lost = max(0, len(served) - len(booked) - len(in_stream))
    return lost, max(0, lost - metrics["DroppedEventCount"])
