"""Producers that retry: backoff policies, contention, retry storms."""
