"""What the simulator does otherwise than AWS, by case: the page of conformance shows these rows as different.

A case that agrees again fails its test until its line here is gone.
"""

DIFFERS = {
    "queries.empty_span": "has other words",
    "queries.own_metrics_listed": "lists the namespaces of the simulator alone",
    "alarm_settings.smallest": "leaves empty actions out, and shows settings that nobody made",
    "alarm_settings.threshold": "shows it as it was given",
    "alarm_settings.set_to_an_unknown_state": "lists the three in another order",
    "alarm_settings.set_nobody": "says which alarm",
    "alarm_settings.tags_of_a_deleted_alarm": "answers 404",
}
