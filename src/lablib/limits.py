"""Every AWS quota, default, price unit and model choice that the lab kit uses, each with its unit and its source.

A line that cites an AWS page is what AWS documents. A line that says "model:" is our choice where AWS documents
nothing precise; `docs/fidelity.md` lists those. No AWS number stands anywhere else in the library.
"""

# --- where the lab plays -------------------------------------------------------------------------
ACCOUNT_ID = "111122223333"  # the account number that AWS's own documentation uses in examples
REGION = "us-east-1"
PARTITION = "aws"
WORLD_START_S = 1_793_577_600  # model: 2026-11-02T00:00:00Z, a Monday, so that minutes and hours fall on round times

US_PER_S = 1_000_000
US_PER_MS = 1_000
S_PER_HOUR = 3_600

# --- shard write capacity: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
SHARD_WRITE_RECORDS_PER_S = 1_000
SHARD_WRITE_BYTES_PER_S = 1_048_576  # model: the page says 1 MB; read as 1 MiB, as in the CreateStream reference
THROTTLE_CHARGE_UNIT_BYTES = 1_024  # https://docs.aws.amazon.com/streams/latest/dev/troubleshooting-producers.html
SHARD_WRITE_BURST_RECORDS = 1_000  # model: token bucket that holds one second of records
SHARD_WRITE_BURST_BYTES = 1_048_576  # model: token bucket that holds one second of bytes
SHARD_WRITE_BURST_BYTES_LARGE = 10_485_760  # https://docs.aws.amazon.com/streams/latest/dev/large-records.html

# --- PutRecords: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
PUT_RECORDS_MAX_ENTRIES = 500
PUT_RECORDS_MAX_BYTES = 10_485_760
RECORD_MAX_KIB_DEFAULT = 1_024  # https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateMaxRecordSize.html
RECORD_MAX_KIB_HIGHEST = 10_240
PARTITION_KEY_MAX_CHARS = 256
HASH_KEY_MAX = 2**128 - 1  # https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html

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
PROPAGATION_DELAY_S = 0.2  # model: https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html (average)
PROPAGATION_DELAY_FAN_OUT_S = 0.07  # model: the same page (average)

# --- retention: https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html
RETENTION_DEFAULT_H = 24
RETENTION_MIN_H = 24
RETENTION_MAX_H = 8_760

# --- streams and shards: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
SHARDS_PER_ACCOUNT = 20_000
ON_DEMAND_STREAMS_PER_ACCOUNT = 50
ON_DEMAND_START_SHARDS = 4  # https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html
UPDATE_SHARD_COUNT_PER_DAY = 10  # https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html
UPDATE_SHARD_COUNT_MAX_TARGET = 10_000
STREAM_MODE_CHANGES_PER_DAY = 2
CONSUMERS_PER_STREAM = 20
CONSUMERS_CREATING_AT_ONCE = 5

# --- how long the control plane takes: AWS publishes no durations
CREATE_STREAM_S = 10.0  # model: CREATING until ACTIVE; the waiter polls every 10 s
DELETE_STREAM_S = 10.0  # model
UPDATE_STREAM_S = 30.0  # model: one split, merge, mode or retention change
REGISTER_CONSUMER_S = 5.0  # model
DEREGISTER_CONSUMER_S = 5.0  # model

# --- network: model, none of these is AWS's
LATENCY_MEDIAN_MS = 8.0  # model: PutRecords inside a region answers in some milliseconds
LATENCY_SIGMA = 0.45  # model: spread of the log-normal distribution around the median
CONNECT_LATENCY_SHARE = 0.5  # model: half of the latency on the way there, half on the way back
