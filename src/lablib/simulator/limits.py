"""Every AWS quota, default, price unit and model choice of the lab kit, each with its unit and its source.

A line that cites an AWS page is what AWS documents. A line that says "model:" is our choice where AWS
documents nothing precise; `docs/fidelity.md` lists those. But for prices, no AWS number stands anywhere else.
"""

# --- where the lab plays -------------------------------------------------------------------------
ACCOUNT_ID = "111122223333"  # the account number that AWS's own documentation uses in examples
REGION = "us-east-1"
PARTITION = "aws"
# model: 2026-11-02T00:00:00Z, a Monday, so that minutes and hours fall on round times
WORLD_START_S = 1_793_577_600

US_PER_S = 1_000_000
US_PER_MS = 1_000
NS_PER_US = 1_000
S_PER_HOUR = 3_600

# --- shard write capacity: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
SHARD_WRITE_RECORDS_PER_S = 1_000
# model: the page says 1 MB; read as 1 MiB, as in the CreateStream reference
SHARD_WRITE_BYTES_PER_S = 1_048_576
# https://docs.aws.amazon.com/streams/latest/dev/troubleshooting-producers.html
THROTTLE_CHARGE_UNIT_BYTES = 1_024
SHARD_WRITE_BURST_RECORDS = 1_000  # model: token bucket that holds one second of records
SHARD_WRITE_BURST_BYTES = 1_048_576  # model: token bucket that holds one second of bytes
# https://docs.aws.amazon.com/streams/latest/dev/large-records.html
SHARD_WRITE_BURST_BYTES_LARGE = 10_485_760

# --- PutRecords: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
PUT_RECORDS_MAX_ENTRIES = 500
PUT_RECORDS_MAX_BYTES = 10_485_760
# https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateMaxRecordSize.html
RECORD_MAX_KIB_DEFAULT = 1_024
PARTITION_KEY_MAX_CHARS = 256
# https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html
HASH_KEY_MAX = 2**128 - 1

# --- what is charged for: https://aws.amazon.com/kinesis/data-streams/pricing/ (dollars: prices.py)
PAYLOAD_UNIT_BYTES = 25_600
"""A PUT payload unit of provisioned mode; each record is rounded up to whole ones by itself."""
ON_DEMAND_ROUNDING_BYTES = 1_024
"""On demand each record is rounded up to whole KB."""
# https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MinimumThroughputBillingCommitmentInput.html
COMMITMENT_LEAST_MIB_PER_S = 25
"""In and out each, for all streams of an account in a region; what is missing is charged."""
SHARD_LEVEL_METRICS = 7  # API_EnableEnhancedMonitoring.html: each a custom metric, for each shard
BILLED_MONTH_H = 720  # model: a month has 30 days
BILLED_GB_BYTES = 2**30  # model: the page's KB is 1,024 bytes, so its GB is 1,024 times as much, twice

# --- reading: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html
GET_RECORDS_MAX_RECORDS = 10_000
GET_RECORDS_MAX_BYTES = 10_485_760
SHARD_READ_CALLS_PER_S = 5
SHARD_READ_BYTES_PER_S = 2_097_152  # model: the page says 2 MB; read as 2 MiB, like the write limit
SHARD_READ_RECORDS_PER_S = 2_000  # the quota page alone; not enforced
READ_PENALTY_AFTER_FULL_ANSWER_S = 5
READ_PENALTY_S = 1
ITERATOR_LIFE_S = 300  # https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html
GET_SHARD_ITERATOR_CALLS_PER_S = 5
# model: https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html (average)
PROPAGATION_DELAY_S = 0.2

# --- retention: https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html
RETENTION_DEFAULT_H = 24
RETENTION_MIN_H = 24
RETENTION_MAX_H = 8_760
RETENTION_EXTENDED_UP_TO_H = (
    168  # beyond it, retention is long-term: https://aws.amazon.com/kinesis/data-streams/pricing/
)

# --- streams and shards: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
SHARDS_PER_ACCOUNT = 20_000
ON_DEMAND_STREAMS_PER_ACCOUNT = 50
# https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html
UPDATE_SHARD_COUNT_PER_DAY = 10
UPDATE_SHARD_COUNT_MAX_TARGET = 10_000
STREAM_MODE_CHANGES_PER_DAY = 2
CONSUMERS_PER_STREAM = 20
CONSUMERS_PER_STREAM_ADVANTAGE = 50
CONSUMERS_CREATING_AT_ONCE = 5

STREAMS_CREATING_AT_ONCE = 5  # https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html
# model: of a CreateStream with neither mode nor count only the four shards are on record
STREAM_MODE_WITHOUT_SHARD_COUNT = "ON_DEMAND"
TAGS_PER_RESOURCE = 50  # https://docs.aws.amazon.com/kinesis/latest/APIReference/API_AddTagsToStream.html
# https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartStreamEncryption.html
ENCRYPTION_CHANGES_PER_DAY = 25

# --- on-demand streams: https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html
ON_DEMAND_START_SHARDS = 4
ON_DEMAND_PEAK_FACTOR = 2
ON_DEMAND_PEAK_DAYS = 30
# model: the page says within 15 minutes; here it is at their end
ON_DEMAND_SCALES_AFTER_S = 900
# model: the page says 500 KB; read as KiB, like the megabyte of a shard
ON_DEMAND_SPLIT_ABOVE_BYTES_PER_S = 512_000
# https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamWarmThroughput.html: 10 GiB a second
ON_DEMAND_MAX_SHARDS = 10_240
# https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MinimumThroughputBillingCommitmentInput.html
COMMITMENT_MIN_H = 24

# --- listings: the page of each operation under https://docs.aws.amazon.com/kinesis/latest/APIReference/
NEXT_TOKEN_LIFE_S = 300  # API_ListShards.html
LIST_SHARDS_PAGE = 1_000  # API_ListShards.html: the default, and the most in one answer
DESCRIBE_STREAM_PAGE = 100  # API_DescribeStream.html: the default, and the most in one answer
LIST_STREAMS_PAGE = 100  # API_ListStreams.html: the default, and the most in one answer
LIST_CONSUMERS_PAGE = 100  # API_ListStreamConsumers.html: the default, and the most in one answer
LIST_TAGS_PAGE = 50  # API_ListTagsForStream.html: the highest Limit; model: also the default

# --- calls per second: each operation's page, and
# https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
CALLS_PER_S_ACCOUNT = {
    "AddTagsToStream": 5,
    "CreateStream": 5,
    "DecreaseStreamRetentionPeriod": 5,
    "DeleteStream": 5,
    "DescribeAccountSettings": 5,
    "DescribeLimits": 1,
    "DescribeStream": 10,
    "DescribeStreamSummary": 20,
    "IncreaseStreamRetentionPeriod": 5,
    "ListStreams": 5,
    "ListTagsForStream": 5,
    "MergeShards": 5,
    "RegisterStreamConsumer": 5,
    "RemoveTagsFromStream": 5,
    "SplitShard": 5,
    "UpdateAccountSettings": 5,
    "UpdateShardCount": 10,
    "UpdateStreamWarmThroughput": 5,
}
CALLS_PER_S_STREAM = {
    "DeregisterStreamConsumer": 5,
    "DescribeStreamConsumer": 20,
    "ListShards": 1_000,
    "ListStreamConsumers": 5,
}
DRY_RUNS_PER_S_STREAM = 1  # https://docs.aws.amazon.com/streams/latest/dev/kds-dryrun-validation.html

# --- how long the control plane takes. AWS publishes no durations but one: UpdateShardCount "could take a few
# minutes", longer for a target that is no multiple of 25 %:
# https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html
CREATE_STREAM_S = 10.0  # model: CREATING until ACTIVE; the waiter polls every 10 s
DELETE_STREAM_S = 10.0  # model
UPDATE_STREAM_S = 30.0  # model: one split, merge, mode or retention change
REGISTER_CONSUMER_S = 5.0  # model
DEREGISTER_CONSUMER_S = 5.0  # model

# --- Lambda functions: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
FUNCTION_TIMEOUT_DEFAULT_S = 3  # https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
FUNCTION_TIMEOUT_MAX_S = 900
FUNCTION_MEMORY_DEFAULT_MB = 128
FUNCTION_MEMORY_MAX_MB = 10_240
FUNCTION_REQUEST_MAX_BYTES = 6_291_456  # 6 MB, of a batch's event as well
FUNCTION_RESPONSE_MAX_BYTES = 6_291_556  # 6 MB and 100 bytes, as AWS's error text has it
FUNCTION_ASYNC_PAYLOAD_MAX_BYTES = 1_048_576
ACCOUNT_CONCURRENCY = 1_000
ACCOUNT_CONCURRENCY_UNRESERVED_MIN = (
    100  # https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
)
FUNCTION_LOG_TAIL_BYTES = 4_096  # https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
FUNCTION_LOG_MAX_CHARS = 262_144  # model: of what one invocation prints so much is kept
FUNCTION_KEPT_WARM_S = 600  # model: an idle execution environment lives this long; AWS gives no figure
FUNCTION_COLD_START_S = 0.3  # model: starting an environment; AWS says from under 100 ms to over 1 s
FUNCTION_TAKES_S = 0.002  # model: what a handler costs that neither sleeps nor waits nor declares more
# https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
FUNCTION_ASYNC_THROTTLE_WAIT_S = 1
FUNCTION_ASYNC_THROTTLE_WAIT_MAX_S = 300
FUNCTION_ASYNC_THROTTLE_FACTOR = 2  # model: the page says that the pause grows exponentially
FUNCTION_ASYNC_EVENT_AGE_S = 21_600
FUNCTION_ASYNC_RETRY_WAITS_S = (60, 120)
# https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html: 1 KB of the message
DEAD_LETTER_ERROR_CHARS = 1_024

# --- event source mapping: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
MAPPING_BATCH_SIZE_DEFAULT = 100
MAPPING_RECORD_AGE_MIN_S = 60
# https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
MAPPING_FILTERS_MAX = 5
MAPPING_FILTER_DEPTH = 100  # model: objects within objects of a pattern; AWS publishes no bound
# https://github.com/aws/event-ruler: numbers of ranges and of anything-but, and their digits behind the point
MAPPING_FILTER_NUMBER_MAX = 5_000_000_000
MAPPING_FILTER_DECIMALS = 6
# https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html
MAPPING_WINDOW_STATE_MAX_BYTES = 1_048_576
MAPPING_POLL_EVERY_S = 1.0  # https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html: once a second
MAPPING_POLL_AGAIN_S = 0.2  # model: the next poll while more is waiting, at the pace that GetRecords allows
MAPPING_POLL_PHASE_S = 1.0  # model: the first poll of a shard comes within this time, drawn from the seed
MAPPING_POLL_JITTER = 0.1  # model: share of the wait between two polls that is random, around its middle
MAPPING_POLL_THROTTLED_S = 0.2  # model: so much later comes the next poll after one that was throttled
MAPPING_CREATE_US = 2_000_000  # model: from Creating to Enabled; AWS says that it can take minutes
MAPPING_UPDATE_US = 2_000_000  # model: Updating, Enabling, Disabling, Deleting
LIST_MAPPINGS_PAGE = 100  # https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html
LIST_FUNCTIONS_PAGE = 50  # https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html
MAPPING_BACKOFF_BASE_S = 0.5  # model: AWS publishes no schedule for streams
MAPPING_BACKOFF_FACTOR = 2.0  # model
MAPPING_BACKOFF_MAX_S = 60.0  # model
MAPPING_BACKOFF_JITTER = 0.0  # model: share of the wait that is random
MAPPING_BISECT_LEFT_ROUNDED_UP = False  # model: which half of an odd batch is the larger one
MAPPING_GROUP_HASH = "md5"  # model: of the partition key, modulo ParallelizationFactor; a name of hashlib
MAPPING_WINDOW_GRACE_S = 1.25  # model: so long a tumbling window waits for the records of its last second
MAPPING_DUPLICATE_SHARE = 0.0  # model: share of the batches that are delivered again though all went well
MAPPING_DESTINATION_FAULT_SHARE = 0.0  # model: share of the failure messages that cannot be delivered
# model: https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html (average)
FAN_OUT_DELAY_S = 0.07

# --- network: model, none of these is AWS's
LATENCY_MEDIAN_MS = 8.0  # model: PutRecords inside a region answers in some milliseconds
LATENCY_SIGMA = 0.45  # model: spread of the log-normal distribution around the median

# --- CloudWatch metrics: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
METRIC_PERIOD_S = 60  # https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
METRIC_PERIODS_BELOW_A_MINUTE_S = (1, 5, 10, 20, 30)  # accepted, though no Kinesis metric is that fine
# (start at most so old, period in s)
METRIC_FINEST_PERIODS_S = (
    (10_800, 1),
    (1_296_000, 60),
    (5_443_200, 300),
)
METRIC_FINEST_PERIOD_OLDEST_S = 3_600
GET_METRIC_DATA_MAX_QUERIES = 500
GET_METRIC_DATA_MAX_DATAPOINTS = 100_800
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html
GET_METRIC_STATISTICS_MAX_DATAPOINTS = 1_440
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html
LIST_METRICS_PAGE = 500
LIST_METRICS_REMEMBERS_S = 1_209_600  # a metric without data for two weeks is no longer listed
LIST_METRICS_RECENT_S = 10_800  # RecentlyActive=PT3H
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
ALARM_LONGEST_S = 604_800  # Period times EvaluationPeriods
ALARM_LONGEST_SHORT_S = 86_400  # the same, with periods of less than an hour
ALARMS_PER_REGION = (
    5_000  # https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
)
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
DESCRIBE_ALARMS_PAGE = 100
# model: so many periods beyond EvaluationPeriods are looked at for real datapoints. AWS says that there are
# more, not how many; its examples for three periods have five:
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
ALARM_EXTRA_PERIODS = 2
# model: a minute can be read so long after it began; 0: at once, while it still runs. On AWS: minutes;
# https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html publishes no figure
METRIC_VISIBLE_AFTER_S = 0.0
# model: the date of a signature is compared for Kinesis and Lambda; moto's services and CloudWatch take any
# model: percentiles by nearest rank over all samples; AWS publishes no method
# model: IncomingBytes and the like count data blob and partition key; AWS says "bytes"
# model: a call that the service fails as a whole leaves a 0 in its Success, and nothing in other metrics
# model: write metrics get a sample for every put operation, zeros included; AWS does not say when it does so

# --- threads
# model: ThreadPoolExecutor() and ThreadPool() are as large as on a machine with so many processors
POOL_CPUS = 4

# --- signatures: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
SIGNATURE_SKEW_S = 300

# --- AWS SDKs: https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html
APP_ID_MAX_CHARS = 50
