"""The course as a learner meets it: labs as data, verdicts, notebooks."""
