"""An AWS region on virtual time, complete and useful without the course."""
