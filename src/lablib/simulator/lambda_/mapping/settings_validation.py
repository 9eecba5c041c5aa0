"""What a mapping's settings must satisfy beyond the bounds of the service model.

Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
"""

from __future__ import annotations

from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.lambda_.mapping.filters import Filters
from lablib.simulator.lambda_.mapping.on_failure_destination import check_arn
from lablib.simulator.lambda_.mapping.settings import UNLIMITED, Settings

OF_OTHER_SOURCES = (
    "ScalingConfig",
    "ProvisionedPollerConfig",
    "LoggingConfig",
    "SourceAccessConfigurations",
    "Queues",
    "Topics",
    "SelfManagedEventSource",
    "AmazonManagedKafkaEventSourceConfig",
    "SelfManagedKafkaEventSourceConfig",
    "DocumentDBEventSourceConfig",
)


def refuse_other_sources(params: dict[str, Any]) -> None:
    """Raises for a member that belongs to another kind of source."""
    if "OnSuccess" in params.get("DestinationConfig", {}):
        raise _invalid("Unsupported DestinationConfig parameter for given event source mapping type.")
    for name in OF_OTHER_SOURCES:
        if params.get(name):
            raise _invalid(f"{name} is not supported for event sources of type Kinesis.")


def check_source(params: dict[str, Any]) -> None:
    """Raises for no source, and for a source that AWS has and the lab does not model."""
    arn = params.get("EventSourceArn")
    if not arn:
        raise _invalid("Unrecognized event source.")
    service = arn.split(":")[2]
    if service != "kinesis":
        raise _invalid(
            f"The lab's Lambda does not model mappings of {service}: {arn}. Give the ARN of a Kinesis stream "
            "or of a consumer of one."
        )


def check_settings(settings: Settings) -> None:
    """Rules between settings, and the values that the service model lets through."""
    age_s = settings.maximum_record_age_s
    if age_s != UNLIMITED and age_s < limits.MAPPING_RECORD_AGE_MIN_S:
        raise _invalid(
            f"MaximumRecordAgeInSeconds {age_s} is invalid: it is -1, or at least "
            f"{limits.MAPPING_RECORD_AGE_MIN_S}."
        )
    if settings.tumbling_window_s and settings.parallelization_factor > 1:
        raise _invalid("TumblingWindowInSeconds cannot be used with a ParallelizationFactor above 1.")
    if len(settings.filters) > limits.MAPPING_FILTERS_MAX:
        raise _invalid(
            f"FilterCriteria holds {len(settings.filters)} filters, more than {limits.MAPPING_FILTERS_MAX}."
        )
    if settings.filters:
        Filters(settings.filters)
    if settings.destination is not None:
        check_arn(settings.destination)


def _invalid(text: str) -> AwsError:
    return AwsError("InvalidParameterValueException", text)
