"""Loads on shards: bursts, hot tenants, partition keys, alarms."""
