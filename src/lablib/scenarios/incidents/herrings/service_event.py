"""Kinesis fails most calls for some minutes and is slow; boto3 sends them again, and nothing is lost."""

from __future__ import annotations

from lablib.scenarios.incidents.cause import Herring
from lablib.scenarios.incidents.system import System

FOR_S, FAILED_SHARE, SLOWER_S = 300, 0.7, 2.0


def _begin(system: System, minute: float) -> None:
    def strike() -> None:
        system.world.fault("http_500", for_s=FOR_S, rate=FAILED_SHARE, operation="PutRecords")
        system.world.fault("slow", for_s=FOR_S, by_s=SLOWER_S, operation="PutRecords")
        system.changed("AWS Health: increased error rates and latencies of Kinesis Data Streams in us-east-1")

    system.at(minute, strike)


HERRING = Herring(
    id="service-event",
    says="for five minutes Kinesis failed most calls and was slow, and the gateways sent them again",
    begin=_begin,
)
