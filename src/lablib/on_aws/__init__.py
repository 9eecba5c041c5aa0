"""Ten measurements on a real AWS account: the plan, the safety around them, the results against the model."""
