# minus-one-is-a-number -> 07.2.no-datetime
def gone_at(arrived, retention_h, mapping, pause_s):
    return retention_h
