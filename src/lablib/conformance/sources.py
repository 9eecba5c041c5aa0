"""Where cases have their facts from."""

from __future__ import annotations

_API = "https://docs.aws.amazon.com/kinesis/latest/APIReference"
_GUIDE = "https://docs.aws.amazon.com/streams/latest/dev"
_LAMBDA = "https://docs.aws.amazon.com/lambda/latest/dg"
_LAMBDA_API = "https://docs.aws.amazon.com/lambda/latest/api"
_CLOUDWATCH = "https://docs.aws.amazon.com/AmazonCloudWatch/latest"
_KINESALITE = "https://github.com/mhart/kinesalite/blob/master/test"
_LOCALSTACK = "https://github.com/localstack/localstack/blob/main/tests/aws/services"


def kinesis_api(operation: str) -> str:
    """An operation's page in the API reference."""
    return f"{_API}/API_{operation}.html"


def guide(page: str) -> str:
    """A page of the developer guide of Kinesis Data Streams."""
    return f"{_GUIDE}/{page}.html"


def lambda_guide(page: str) -> str:
    """A page of Lambda's developer guide."""
    return f"{_LAMBDA}/{page}.html"


def lambda_api(operation: str) -> str:
    """An operation's page in Lambda's API reference."""
    return f"{_LAMBDA_API}/API_{operation}.html"


def cloudwatch_api(operation: str) -> str:
    """An operation's page in CloudWatch's API reference."""
    return f"{_CLOUDWATCH}/APIReference/API_{operation}.html"


def kinesalite(test: str) -> str:
    """A test that kinesalite's author ran against AWS too."""
    return f"{_KINESALITE}/{test}.js"


KINESALITE_ERA = "kinesalite, 2014 to 2020"

STREAMS_TEST = f"{_LOCALSTACK}/kinesis/test_kinesis.py"
STREAMS_SNAPSHOT = f"{_LOCALSTACK}/kinesis/test_kinesis.snapshot.json"
MAPPING_SNAPSHOT = f"{_LOCALSTACK}/lambda_/event_source_mapping/test_lambda_integration_kinesis.snapshot.json"
MAPPING_API_SNAPSHOT = f"{_LOCALSTACK}/lambda_/event_source_mapping/test_api.snapshot.json"
LAMBDA_API_SNAPSHOT = f"{_LOCALSTACK}/lambda_/test_lambda_api.snapshot.json"
CLOUDWATCH_SNAPSHOT = f"{_LOCALSTACK}/cloudwatch/test_cloudwatch.snapshot.json"
QUOTAS = guide("service-sizes-and-limits")
MONITORING = guide("monitoring-with-cloudwatch")
CAPACITY_MODES = guide("how-do-i-size-a-stream")
RESHARDING = guide("kinesis-using-sdk-java-after-resharding")
RETENTION = guide("kinesis-extended-retention")
WITH_KINESIS = lambda_guide("with-kinesis")
PARAMETERS = lambda_guide("services-kinesis-parameters")
BATCH_FAILURES = lambda_guide("services-kinesis-batchfailurereporting")
FILTERING = lambda_guide("invocation-eventfiltering")
FILTERING_KINESIS = lambda_guide("with-kinesis-filtering")
DESTINATION = lambda_guide("kinesis-on-failure-destination")
LAMBDA_METRICS = lambda_guide("monitoring-metrics-types")
WINDOWS = lambda_guide("services-kinesis-windows")
MISSING_DATA = f"{_CLOUDWATCH}/monitoring/alarms-and-missing-data.html"
ALARMS = f"{_CLOUDWATCH}/monitoring/AlarmThatSendsEmail.html"
