"""A trace played as the incident."""
