# Names the cause by the newest line of the change log: a harmless change beside the cause gets the blame, and numbers aren't looked at.


WORDS = {
    "retention": "retention-cut",
    "mapping": "mapping-recreated-at-latest",
    "gzip": "filter-drops-gzip",
    "compress": "filter-drops-gzip",
    "key": "constant-partition-key",
    "retry": "whole-batch-retried",
    "reader": "readers-share-a-shard",
    "launch": "launch-outgrew-on-demand",
    "policy": "destination-denied",
    "queue": "destination-denied",
    "database": "database-slow",
    "v42": "errors-swallowed",
    "gateway": "failed-count-ignored",
}


def triage(seen):
    newest = str(seen["changes"][-1]).lower() if seen["changes"] else ""
    for word, cause in WORDS.items():
        if word in newest:
            return cause
    return "poison-pill"
