"""What Kinesis keeps: streams, shards, records, and the limits of each shard."""
