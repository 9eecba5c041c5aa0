# mapping-keeps-what-fails -> 07.2.retention-took-it
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    return []
