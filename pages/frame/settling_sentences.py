"""The sentences for what settling contradictions and recording dissent refuse; see `sentences`."""

SETTLING_SENTENCES: dict[str, str] = {
    "plans.settlement_wrong": "This cannot be settled like this. Check the form; nothing was lost.",
    "plans.settlement_wrong.resolution.not_offered": "This way out does not go with it. Choose another one.",
    "plans.settlement_wrong.resolution.hold": (
        "A stop on approaching the suspect is in force here. It stands until you release it; release it first, "
        "or let what goes against it wait."
    ),
    "plans.settlement_wrong.stands.unknown": "Choose which condition goes on.",
    "plans.settlement_wrong.stands.hold": (
        "The other condition holds a stop on approaching the suspect. Let that one go on, or release the stop first."
    ),
    "plans.settlement_wrong.reason.empty": "Write why. Whoever wrote the condition gets to see the reason.",
    "plans.settlement_wrong.reason.too_long": "The reason is too long (2000 characters). Shorten it; nothing was lost.",
    "plans.settlement_wrong.text.too_long": "The wording is too long (2000 characters). Shorten it; nothing was lost.",
    "plans.settlement_wrong.reading.too_many": "More agreements than this in one condition are several conditions.",
    "plans.settlement_wrong.action.empty": "Write the agreement that takes the place of the conditions.",
    "plans.settlement_wrong.due.empty": "Choose the day by which somebody goes to court.",
    "plans.settlement_wrong.due.in_past": "This day has passed. Choose today or a day to come.",
    "plans.settlement_wrong.owner.unknown": "Choose which organisation takes this point further.",
    "consistency.finding_gone": "This is not found (any more). Nothing was changed. Load the page anew.",
    "consistency.dissent_wrong": "This cannot be kept like this. Check the form; nothing was lost.",
    "consistency.dissent_wrong.organisation.unknown": "Choose which organisation does not agree.",
    "consistency.dissent_wrong.text.empty": "Write why this organisation does not agree.",
    "consistency.dissent_wrong.text.too_long": "This text is too long (2000 characters). Shorten it; nothing was lost.",
    "consistency.dissent_wrong.tier.unknown": "Choose who may read this.",
}
