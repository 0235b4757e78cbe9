"""The sentences for copies that left: not given again, not called back like this, and found files that are not read."""

_FOUND = "copies.found_refused"

COPY_SENTENCES: dict[str, str] = {
    "copies.recipient_unknown": (
        "This copy cannot be made for them: they have no seat that gets this document. Load the page anew."
    ),
    "copies.not_given": "This copy is not given again.",
    "copies.not_given.recalled": "This copy was called back, so it is not given again. Make a new one of this version.",
    "copies.not_given.withdrawn": "The version of this copy was withdrawn, so it is not given again.",
    "copies.not_given.letter": "A referral letter is made anew, so that its consent is looked at. Make it there.",
    "copies.not_given.barred": (
        "This copy was made for, taken by or names somebody who is kept out of this case by now. Make a new one."
    ),
    "copies.not_given.damaged": (
        "What is kept of this copy is not what was issued, so it is not given. Tell whoever runs the planner."
    ),
    "copies.recall_wrong": "This cannot be recorded like this. Load the page anew.",
    "copies.recall_wrong.empty": "Write why these copies must come back.",
    "copies.recall_wrong.too_long": "The reason is too long (600 characters). Shorten it; nothing was lost.",
    "copies.recall_wrong.nothing": "These copies were called back already.",
    "copies.recall_wrong.not_recalled": "This copy was not called back. Load the page anew.",
    "copies.nothing_recalled": "No copy was called back, so there is no list.",
    _FOUND: "This file could not be read. If there is a copy code on it, type that.",
    f"{_FOUND}.empty": "This file is empty.",
    f"{_FOUND}.too_large": "This file is too large to be one of ours. If there is a copy code on it, type that.",
    f"{_FOUND}.too_heavy": "Reading this file took too much and was stopped. If there is a copy code on it, type that.",
    f"{_FOUND}.with_password": "This file is locked with a password. Open it, and type the copy code at its top right.",
    f"{_FOUND}.picture": "This is a picture, which cannot be read. Type the copy code at the top right of the page.",
    f"{_FOUND}.archive": "This is no document. Unpack it first, and choose the document in it.",
    f"{_FOUND}.damaged": "This file is damaged and could not be read. If there is a copy code on it, type that.",
}
