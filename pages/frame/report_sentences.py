"""What a person reads when something is refused around what became of actions and who tells the victim."""

REPORT_SENTENCES = {
    "plans.field_wrong.tells_victim.unknown": "Choose again who tells the victim.",
    "plans.field_wrong.tells_victim.empty": "Choose who tells the victim, or leave the day empty.",
    "plans.field_wrong.tells_victim.not_hers": "The victim may not read this action, so nobody can tell her of it. "
    "Make it one for partners and the victim, or leave empty who tells her.",
    "plans.field_wrong.tell_victim_on.in_past": "The day by which the victim is told lies in the past.",
    "reports.field_wrong": "Something in this answer is not right. Check it; nothing was lost.",
    "reports.field_wrong.note.empty": "Write briefly why, so that the others can act on it.",
    "reports.field_wrong.note.new_empty": "Write what is new.",
    "reports.field_wrong.note.too_long": "This text is too long (2000 characters).",
    "reports.field_wrong.organisation.unknown": "Choose again which organisation says this.",
    "reports.field_wrong.tells_victim.unknown": "Choose again who tells the victim.",
    "reports.field_wrong.tells_victim.empty": "Choose who tells the victim, or leave the day empty.",
    "reports.field_wrong.tells_victim.not_hers": "The victim may not read this action, so nobody can tell her of it. "
    "Make it one for partners and the victim, or leave empty who tells her.",
    "reports.field_wrong.tell_on.in_past": "The day by which the victim is told lies in the past.",
    "reports.field_wrong.told_on.in_future": "The day on which the victim was told has yet to come.",
    "reports.action_replaced": "This action was taken out of the plan or replaced, so nothing is reported on it any "
    "more. Your text still stands on this screen.",
    "reports.action_changed": "This action was changed or answered since you opened it. Your text still stands on "
    "this screen. Read the action as it is now, and then record your answer again.",
    "reports.not_theirs": "This action is of another organisation, so that organisation says what came of it.",
    "reports.owner_link_wrong": "This cannot be done with this link. Load the page anew.",
    "reports.owner_link_wrong.inactive": "This person is no longer active in the directory. Choose a colleague.",
    "reports.owner_link_wrong.other_organisation": "This person works elsewhere by now. Choose a colleague.",
    "reports.owner_link_wrong.off_case": "This organisation holds no seat on the case any more, so nobody there gets a "
    "link. Give the action to somebody else, or fill the seat.",
    "reports.owner_link_wrong.nothing_open": "Nothing waits behind this link at the moment, so nothing was sent.",
    "reports.owner_link_wrong.no_address": "No mail address is known of this person. Call them.",
    "reports.owner_link_wrong.not_yet": "This owner has not been asked twice yet, or gave a word meanwhile. Nobody was "
    "written to.",
    "reports.owner_link_wrong.manager": "The directory names no contact in the steering group for this organisation. "
    "Enter one there first.",
}
