"""What measurements keep of the messages on a failure queue."""

from __future__ import annotations

import json

from lablib.conformance.environment import Queue
from lablib.on_aws.measurement import Seen


def summaries(queue: Queue) -> list[Seen]:
    """Of each message: why the batch was discarded, how large it was, how often the function was invoked."""
    return [_summary(json.loads(body)) for body in queue.messages()]


def _summary(message: Seen) -> Seen:
    context, batch = message["requestContext"], message["KinesisBatchInfo"]
    kept = {
        "condition": context["condition"],
        "approximateInvokeCount": context["approximateInvokeCount"],
        "batchSize": batch["batchSize"],
    }
    if "responseContext" in message:
        kept["functionError"] = message["responseContext"].get("functionError")
    return kept
