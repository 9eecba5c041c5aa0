import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    """Return a Config for a client whose caller can wait at most patience_s for a call and its retries.

    `latencies_s` has the times of healthy calls, in the order of the calls; leave the list as it is.
    read_timeout cuts off at most the share `most_needless` of these calls (a number below 1), and is
    at most a tenth longer than it has to be. connect_timeout is the same. Allow as many attempts as
    are sure to fit into patience_s, from 1 to 5, and 1 if not even one fits. An attempt can take
    connect_timeout and then read_timeout, and the pauses between attempts take up to 1, 2, 4 and 8 s.
    Set the mode "standard", the attempts and both timeouts, and leave none of them to the defaults.
    """
    return ...
