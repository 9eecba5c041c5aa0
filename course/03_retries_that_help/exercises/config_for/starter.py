import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    """A Config for a client whose caller can wait patience_s, at most, for a call with its retries.

    latencies_s: what healthy calls took, as they came; the list stays as it is. read_timeout cuts
    off at most the share most_needless of them, a number below 1, and is at most a tenth longer than
    it must be. connect_timeout is the same. As many attempts as are sure to fit into patience_s,
    from 1 to 5, and 1 if not even one fits: each can take connect_timeout and then read_timeout, and
    the pauses between them take up to 1, 2, 4 and 8 s. Mode "standard", attempts and both timeouts
    are said, not left to defaults.
    """
    return ...
