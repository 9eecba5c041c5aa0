# bisect-saves-the-record -> 07.2.no-names
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    return ["bisect"]
