# One comprehension over zip.
def failed_events(events, answer):
    return [e for e, r in zip(events, answer["Records"], strict=True) if r.get("ErrorCode")]
