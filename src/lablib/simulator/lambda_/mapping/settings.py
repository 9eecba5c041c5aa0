"""The settings of a mapping, with Lambda's defaults.

Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
"""

from __future__ import annotations

from dataclasses import dataclass

from lablib.simulator import limits

UNLIMITED = -1


@dataclass(frozen=True, slots=True)
class Settings:
    """Field for field what CreateEventSourceMapping takes for a stream; the defaults are AWS's."""

    batch_size: int = limits.MAPPING_BATCH_SIZE_DEFAULT
    batching_window_s: int = 0
    """MaximumBatchingWindowInSeconds."""
    parallelization_factor: int = 1
    maximum_retry_attempts: int = UNLIMITED
    maximum_record_age_s: int = UNLIMITED
    bisect: bool = False
    """BisectBatchOnFunctionError."""
    reports_item_failures: bool = False
    """FunctionResponseTypes holds ReportBatchItemFailures."""
    tumbling_window_s: int = 0
    destination: str | None = None
    """DestinationConfig.OnFailure.Destination: an ARN."""
    filters: tuple[str, ...] = ()
    """FilterCriteria: each pattern as JSON."""
    metrics: bool = False
    """MetricsConfig holds EventCount."""
    kms_key_arn: str | None = None


MEMBERS = {
    "BatchSize": "batch_size",
    "MaximumBatchingWindowInSeconds": "batching_window_s",
    "ParallelizationFactor": "parallelization_factor",
    "MaximumRetryAttempts": "maximum_retry_attempts",
    "MaximumRecordAgeInSeconds": "maximum_record_age_s",
    "BisectBatchOnFunctionError": "bisect",
    "TumblingWindowInSeconds": "tumbling_window_s",
    "KMSKeyArn": "kms_key_arn",
}
"""Members of the API that are a setting as they stand."""
