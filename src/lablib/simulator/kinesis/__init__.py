"""Kinesis Data Streams: streams, shards, writing, reading, resharding."""
