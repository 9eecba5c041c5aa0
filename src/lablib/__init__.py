"""Kinesis, its event source mapping and CloudWatch on virtual time, under plain boto3."""
