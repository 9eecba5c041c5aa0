"""`make bench`: how much the lab costs beside botocore and moto, as ratios within one run. Never a test."""
