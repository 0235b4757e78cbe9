"""The sentences for what versions of the plan and answers on them refuse; see `sentences`."""

VERSION_SENTENCES: dict[str, str] = {
    "plans.no_such_version": "There is no such version any more. Load the page anew.",
    "plans.reason_missing": "Write why this version is taken back.",
    "plans.reason_missing.too_long": "The reason is too long (1000 characters). Shorten it; nothing was lost.",
    "plans.answer_wrong": "This answer cannot be kept like this. Check it; nothing was lost.",
    "plans.answer_wrong.remark.empty": "Write your remark or the reason: it is printed in the plan.",
    "plans.answer_wrong.remark.too_long": "This is too long (1000 characters). Shorten it; nothing was lost.",
    "plans.not_answerable": "This version was replaced or taken back. Load the page anew to see what stands now.",
}
