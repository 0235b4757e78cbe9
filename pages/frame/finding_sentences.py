"""The sentences for what answers to findings refuse, by code, field and reason; see `sentences`."""

FINDING_SENTENCES: dict[str, str] = {
    "network.answer_wrong": "This answer cannot be kept like this. Check the form; nothing was lost.",
    "network.answer_wrong.gaps.empty": "Choose what this answer is about.",
    "network.answer_wrong.gaps.gone": "This finding is not there (any more). Load the page anew.",
    "network.answer_wrong.reason.empty": "Say why this does not apply here.",
    "network.answer_wrong.reason.too_long": "Keep the reason shorter than 2000 characters.",
    "network.answer_wrong.by_whom.empty": "Say who is going to do it.",
    "network.answer_wrong.by_whom.too_long": "Keep the name shorter than 120 characters.",
    "network.answer_wrong.planned_for.empty": "Choose the day for which it is planned.",
    "network.answer_wrong.planned_for.in_past": "This day has passed. Choose today or a later day.",
    "network.answer_wrong.planned_for.too_far": "Choose a day within a year.",
}
