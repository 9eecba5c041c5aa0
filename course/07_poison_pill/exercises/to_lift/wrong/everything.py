# lifting-is-free -> 07.2.off-already
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    return ["retention", "age", "attempts"]
