"""The sentences for what reviews of the plan refuse; see `sentences`."""

REVIEW_SENTENCES: dict[str, str] = {
    "reviews.no_plan": "No plan is in force, so there is nothing to review. Adopt a plan first.",
    "reviews.goes_on": "A review goes on already. Load the page anew and go on with that one.",
    "reviews.decided": "This review was decided; nothing in it changes any more. Begin a new one.",
    "reviews.plan_replaced": (
        "Another plan took the place of the one in this review. Load the page anew and begin again."
    ),
    "reviews.refused": "This decision cannot be taken yet. Below the decision stands what is in the way.",
    "reviews.wrong": "Something in the review is not right. Check it; nothing was lost.",
    "reviews.wrong.evidence.empty": "Write what shows that this condition is met. Then it counts.",
    "reviews.wrong.evidence.too_long": "This text is too long (2000 characters). Shorten it; nothing was lost.",
    "reviews.wrong.by_organisation.empty": "Choose who saw this.",
    "reviews.wrong.by_organisation.unknown": "Choose who finds this out.",
    "reviews.wrong.by_organisation.no_seat": "Choose an organisation that takes part in this case.",
    "reviews.wrong.seen_on.in_future": "This day is still to come. Enter the day on which it was seen.",
    "reviews.wrong.seen_on.before_plan": (
        "On this day the plan was not in force yet, so it says nothing of the plan. Enter what was seen since."
    ),
    "reviews.wrong.condition.lapsed": "This condition lapsed meanwhile. Load the page anew.",
    "reviews.wrong.reasons.empty": "Write why you decide this.",
    "reviews.wrong.reasons.too_long": "The reasons are too long (4000 characters). Shorten them; nothing was lost.",
    "reviews.wrong.next_on.empty": "Choose the day of the next review.",
    "reviews.wrong.next_on.in_past": "Choose a day after today for the next review.",
    "reviews.wrong.next_on.no_working_day": "Choose a working day for the next review: no weekend, no public holiday.",
    "reviews.wrong.next_on.too_far": (
        "At this risk your region looks again within {weeks} weeks. Choose {latest} at the latest."
    ),
}
