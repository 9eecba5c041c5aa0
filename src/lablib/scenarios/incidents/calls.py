"""Plain boto3 in the hands of somebody on call: what a call looks at, in the words of `look`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lablib.simulator.network.call_watch import Call

Which = dict[str, Any]
_UNSAID = ("Records", "Entries", "Payload")
_UNSAID_ENDINGS = ("ARN", "Arn", "Url", "Handle")


def looked_at(call: Call, source: str) -> list[Which]:
    """Arguments of `look` for this source, one for each thing that the call has looked at."""
    params = call.params
    if call.operation == "GetMetricData":
        stats = [each["MetricStat"] for each in params.get("MetricDataQueries", []) if "MetricStat" in each]
        return [_metric(each["Metric"], each.get("Stat", "Sum")) for each in stats]
    if call.operation == "GetMetricStatistics":
        return [_metric(params, each) for each in params.get("Statistics", [])]
    if source == "shard":
        return [{"shard": params.get("ShardId")}]
    if source == "describe":
        of_lambda = "mapping" if "EventSourceMapping" in call.operation else "function"
        return [{"what": of_lambda if call.service == "lambda" else "stream"}]
    return [{}]


def _metric(about: dict[str, Any], statistic: str) -> Which:
    dimensions = {each["Name"]: each["Value"] for each in about.get("Dimensions", [])}
    which = {"name": about.get("MetricName", ""), "statistic": statistic}
    return which | ({"shard": dimensions["ShardId"]} if "ShardId" in dimensions else {})


def told(call: Call) -> str:
    """The call in a line, without what is long."""
    shown = [
        f"{name}={f'{value:%H:%M}' if isinstance(value, datetime) else value}"
        for name, value in call.params.items()
        if name not in _UNSAID and not name.endswith(_UNSAID_ENDINGS)
    ]
    return f"{call.operation}({', '.join(shown)})"
