"""What the simulator does otherwise than AWS, by case: the page of conformance shows these rows as different.

A case that agrees again fails its test until its line here is gone.
"""

DIFFERS = {
    "iterators.unknown_stream": "says that the stream isn't there; AWS says it of the shard",
    "iterators.short_shard_id": "takes whole shard ids only",
    "iterators.any_prefix": "takes whole shard ids only",
    "resharding.merge_inverted": "merges the pair",
    "streams.four_shards_by_default": "wants a ShardCount",
    "mapping_api.unknown_function": "answers 404",
    "mapping_api.no_source": "looks for a stream without a name",
    "mapping_api.no_starting_position": "has other words",
    "mapping_api.invented_starting_position": "lists the three in another order",
    "mapping_api.timestamp_without_need": "has other words",
    "mapping_api.on_success": "has other words",
    "mapping_api.pattern_numeric_reversed": "takes it",
    "mapping_api.pattern_anything_but_nothing": "takes it",
    "mapping_api.pattern_or_of_one": "takes it",
    "mapping_api.listed_of_nobody": "answers 404",
    "mapping_api.reserved_for_a_version": "takes it",
    "queries.empty_span": "has other words",
    "queries.own_metrics_listed": "lists the namespaces of the simulator alone",
    "alarm_settings.smallest": "leaves empty actions out, and shows settings that nobody made",
    "alarm_settings.threshold": "shows it as it was given",
    "alarm_settings.set_to_an_unknown_state": "lists the three in another order",
    "alarm_settings.set_nobody": "says which alarm",
    "alarm_settings.tags_of_a_deleted_alarm": "answers 404",
}
