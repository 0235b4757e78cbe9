"""The sentences for refusals of the duties: answering rules, closing a case. Part of `sentences`."""

DUTY_SENTENCES: dict[str, str] = {
    "duties.answer_wrong": "Something in this answer is not right. Check it; nothing was lost.",
    "duties.answer_wrong.reason.empty": "Write why: this answer needs a reason.",
    "duties.answer_wrong.reason.too_long": "The reason is too long (2000 characters). Shorten it; nothing was lost.",
    "duties.answer_wrong.tier.unknown": "Choose who may read this.",
    "duties.answer_wrong.answered_on.in_future": "The day of the answer lies in the future. Enter the right day.",
    "duties.answer_wrong.planned_for.empty": "Choose the day for which it is agreed.",
    "duties.answer_wrong.planned_for.in_past": "That day has passed. Choose one to come.",
    "duties.answer_not_taken": "Rule {rule} takes no such answer. Open the rule again and choose from what it takes.",
    "duties.rule_does_not_hold": "Rule {rule} does not hold for this case any more. Open the route map again.",
    "duties.not_your_rule": "This rule is for another organisation to answer. Ask the case director if it must be you.",
    "work.case_closed": "This case is closed. It can be read; to change something, open it again first.",
    "duties.cannot_close": "The case cannot be closed yet. The route map says what still stands in the way.",
    "duties.close_wrong": "Something that closing needs is missing. Check the form; nothing was lost.",
    "duties.close_wrong.reason.empty": "Say why.",
    "duties.close_wrong.note.empty": "Write what should be known when somebody opens this case again.",
    "duties.close_wrong.note.too_long": "This note is too long (2000 characters). Shorten it; nothing was lost.",
    "duties.close_wrong.retention_until.empty": "Choose until when the file is kept.",
    "duties.close_wrong.retention_until.in_past": "The day until which the file is kept lies in the past.",
    "duties.close_wrong.status.not_closed": "This case is open already.",
}
