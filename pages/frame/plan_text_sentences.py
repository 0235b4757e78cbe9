"""The sentences for what writing for the plan and for the alleged perpetrator refuses; see `sentences`."""

_NUMBER = "Leave out citizen service numbers; planning needs none. Nothing was lost."
_SIGNS = "This text holds signs that no document can carry. Take them out; nothing was lost."

PLAN_TEXT_SENTENCES: dict[str, str] = {
    "plans.text_wrong": "This cannot be kept like this. Check the form; nothing was lost.",
    "plans.text_wrong.too_long": "This text is too long ({longest} characters at most). Shorten it; nothing was lost.",
    "plans.text_wrong.national_number": _NUMBER,
    "plans.text_wrong.unreadable": _SIGNS,
    "plans.text_wrong.core.too_many": "Choose at most {longest} conditions that everyone must know.",
    "plans.text_wrong.core.unknown": "One of the chosen conditions no longer holds. Choose anew; nothing was lost.",
    "plans.text_wrong.signal.empty": "Write what happens: the signal.",
    "plans.text_wrong.act.empty": "Write what is done at once.",
    "plans.text_wrong.tier.unknown": "Choose who may read this.",
    "plans.text_wrong.signals.too_many": "There are {longest} signals already. Take one out first.",
    "plans.stub_tells": (
        "Not kept: these words hold something that this reader may not know. Say only what must be done or left, "
        "without places, names or numbers."
    ),
    "documents.notice_wrong": "This cannot be kept like this. Check the form; nothing was lost.",
    "documents.notice_wrong.too_long": (
        "This text is too long ({longest} characters at most): the notice is one page. Shorten it; nothing was lost."
    ),
    "documents.notice_wrong.national_number": _NUMBER,
    "documents.notice_wrong.unreadable": _SIGNS,
    "documents.notice_wrong.text.empty": "Write what must be done and may not be done.",
    "documents.notice_wrong.from_on.too_early": "This day lies too far back. Check the year.",
    "documents.notice_wrong.from_on.too_far": "This day lies too far ahead. Check the year.",
    "documents.hold_in_force": (
        "A stop is in force: nothing leaves for the alleged perpetrator until it ends or you release it."
    ),
    "documents.no_notice": "Nothing is written for this person yet. Write the notice first.",
}
