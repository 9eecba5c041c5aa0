"""The only network that boto3 sees: latency, faults, and a refusal of whatever wants to leave the machine."""
