"""The sentences for what contacts, agreements, ties and attendance refuse, by code, field and reason; see `sentences`.

The contacts are counted within what was entered together.
"""

CONTACT_SENTENCES: dict[str, str] = {
    "contacts.field_wrong": "Something in the form is not right. Check it; nothing was lost.",
    "contacts.field_wrong.contacts.empty": "Enter at least one contact.",
    "contacts.field_wrong.contacts.too_many": (
        "These are more contacts than can be recorded at once. Record at most {most}, then the others."
    ),
    "contacts.field_wrong.happened_on.in_future": (
        "Contact {line}: this day is still to come. Enter the day on which it happened."
    ),
    "contacts.field_wrong.happened_on.long_ago": (
        "Contact {line}: this day lies too long ago to be right. Check the year."
    ),
    "contacts.field_wrong.parties.too_few": "Contact {line}: choose at least two who were in touch with each other.",
    "contacts.field_wrong.parties.too_many": "Contact {line}: choose at most sixty who were in touch with each other.",
    "contacts.field_wrong.parties.same_twice": "Contact {line}: somebody is named twice. Name everybody once.",
    "contacts.field_wrong.parties.unknown": (
        "Contact {line}: somebody is not (or no longer) part of this case. Choose again who was in touch."
    ),
    "contacts.field_wrong.contact.struck": "This contact was struck already. Load the page anew.",
    "contacts.field_wrong.teller.unknown": (
        "Choose again who informs. This seat is not (or no longer) part of the case."
    ),
    "contacts.field_wrong.told.unknown": (
        "Choose again who is informed. This seat is not (or no longer) part of the case."
    ),
    "contacts.field_wrong.told.itself": "Choose two different seats: one that informs and one that is informed.",
    "contacts.field_wrong.within_hours.impossible": "Enter within how many hours, from 1 to {most}.",
    "contacts.field_wrong.agreed_on.in_future": "This day is still to come. Enter the day on which it was agreed.",
    "contacts.field_wrong.agreed_on.long_ago": "This day lies too long ago to be right. Check the year.",
    "contacts.field_wrong.ended_on.in_future": "This day is still to come. Enter the day on which it ended.",
    "contacts.field_wrong.ended_on.long_ago": "This day lies too long ago to be right. Check the year.",
    "contacts.field_wrong.ended_on.before_beginning": "The end lies before the beginning. Check both days.",
    "contacts.field_wrong.ended_on.ended": "This has ended already. Load the page anew.",
    "contacts.field_wrong.first.unknown": "Choose again who has this tie: somebody on the case.",
    "contacts.field_wrong.second.unknown": "Choose again with whom: somebody from the case itself, not a professional.",
    "contacts.field_wrong.second.itself": "Choose two different people.",
    "contacts.import_refused": "Nothing was recorded. Look at the report, change the file and choose it again.",
    "contacts.import_refused.lines": (
        "Nothing was recorded. Lines that cannot be read: {lines}. Change the file, or choose to skip them."
    ),
    "contacts.import_refused.changed": (
        "Nothing was recorded: the case changed since the report was made. Look at the new report and confirm again."
    ),
    "meetings.attendance_wrong": "Who was present cannot be recorded like this. Load the page anew.",
    "meetings.attendance_wrong.not_begun": (
        "This meeting has not begun yet. Record who was present once it has begun."
    ),
    "meetings.attendance_wrong.withdrawn": "This meeting was called off. There is nobody to record as present.",
    "meetings.attendance_wrong.unknown": "Somebody was not invited to this meeting. Choose again who was present.",
}
