"""The sentences for what the leak guard stops and for its release by a second person; see `sentences`."""

LEAVING_SENTENCES: dict[str, str] = {
    "messages.leak_found": (
        "No mail was written and nothing was changed: the mail would hold protected words. A mail holds only the code "
        "name of the case, the name of the case director and times. Look at those, and at the mail address it goes to."
    ),
    "cases.field_wrong.code_name.in_code_name": (
        "The code or code name holds words that are protected. Both stand in every mail: choose others."
    ),
    "cases.field_wrong.words.in_code_name": (
        "These words stand in the code or code name of the case, which is in every mail. They cannot be protected."
    ),
    "cases.field_wrong.words.too_short": "Enter two letters or digits at least, else every document would be stopped.",
    "cases.field_wrong.words.too_long": "These words are too long (200 characters). Enter them in parts.",
    "documents.release_wrong": "This cannot be asked or decided like this. Check the form; nothing was lost.",
    "documents.release_wrong.reason.short": "Write in a sentence why (20 signs at least). It stays with the release.",
    "documents.release_wrong.too_long": "The reason is too long (2000 characters). Shorten it; nothing was lost.",
    "documents.release_wrong.file.gone": "Nothing is stopped in this document any more. It can be opened as usual.",
    "documents.release_wrong.file.changed": (
        "Something else stands in this document now than what was asked. Look at it anew, and ask again."
    ),
    "documents.release_wrong.file.never": (
        "Something in this document may never reach its reader. Change the text it comes from."
    ),
    "documents.same_person": "Somebody else than who asked decides on this. Ask the deputy or the case director.",
    "documents.release_decided": "This was decided or taken back before. Load the page anew.",
}
