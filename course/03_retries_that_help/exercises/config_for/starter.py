import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    """A Config for a client whose caller can wait patience_s, at most, for a call with its retries.

    latencies_s: what healthy calls took. read_timeout cuts off at most the share most_needless of
    them, and is not much longer. As many attempts as fit into patience_s with their pauses, from
    1 to 5. Mode "standard", attempts and both timeouts are said, not left to defaults.
    """
    return ...
