"""The sentences for what cannot be kept about who heard of an event, by code, field and reason; see `sentences`."""

NEWS_SENTENCES: dict[str, str] = {
    "new_information.field_wrong": "This cannot be kept like this. Check when and how; nothing was lost.",
    "new_information.field_wrong.at.in_future": "This moment is still to come. Choose when it was told.",
    "new_information.field_wrong.at.before_known": (
        "At that moment nobody knew of this yet. Choose a later moment, or put right when it was heard."
    ),
    "new_information.field_wrong.organisation.none": "Tick who was told.",
}
