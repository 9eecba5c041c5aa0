"""What the simulator does otherwise than AWS, by case: the page of conformance shows these rows as different.

A case that agrees again fails its test until its line here is gone.
"""

DIFFERS: dict[str, str] = {}
