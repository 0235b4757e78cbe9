"""Turns a refusal's code into a sentence that says what to do next, in both languages. The only place that does.

A code may have variants: the field `reason` or `flaw` picks `code.variant`. Fields fill the places in the sentence;
moments are spoken in local time.
"""

from datetime import datetime

from services.errors import ServiceError
from services.wording import Say

SENTENCES: dict[str, str] = {
    "service.refused": "This did not work. Nothing was changed. Try again, or ask your administrator.",
    "access.not_allowed": "You have no access to this page.",
    "work.changed_meanwhile": "Somebody else saved this first. Your text is not lost: compare both and save again.",
    "directory.too_many_tries": "Tried too often. Try again after {until}.",
    "directory.sign_in_refused": "E-mail address and password do not belong together. Check both and try again.",
    "directory.second_factor_refused": (
        "This code is not right or was used already. Wait for the next code of your app and enter that one."
    ),
    "directory.step_expired": "This took too long. Start again with the first step.",
    "directory.setup_refused": (
        "This code is not right. Copy the code that the planner showed in its terminal at the last start."
    ),
    "directory.invitation_refused": "This link does not work (any more). Ask your administrator for a new one.",
    "directory.password_refused": "Choose another password.",
    "directory.password_refused.short": "Choose a password of at least 15 characters; a few words in a row work well.",
    "directory.password_refused.long": "Choose a password of at most 128 characters.",
    "directory.password_refused.common": "This password is easy to guess. Choose a few unrelated words.",
    "directory.password_refused.personal": "Choose a password without your own name or e-mail address.",
    "directory.name_missing": "Enter a name of at least two letters.",
    "directory.email_wrong": "Enter an e-mail address, for example naam@organisatie.nl.",
    "directory.email_taken": "There is an account with this e-mail address already.",
    "directory.organisation_needed": "Choose the organisation this person works for.",
    "directory.last_administrator": "This is the last administrator. Make another one first.",
    "directory.account_unknown": "This account does not exist any more. Load the page anew.",
    "meetings.link_refused": "This link does not work (any more). Call the case director for a new one.",
    "meetings.code_wrong": "This code is not right. Tries left: {left}.",
    "meetings.link_locked": "This link is locked after too many wrong codes. Call the case director for a new one.",
    "settings.wrong": "The setting {setting} is not right ({reason}).",
    "settings.wrong.address": (
        "MDO_PUBLIC_ADDRESS must be an address without a path, for example https://planner.example.nl."
    ),
    "settings.wrong.https_needed": "MDO_PUBLIC_ADDRESS must begin with https, except on this machine itself.",
    "settings.wrong.key_beside_database": "MDO_KEY_FILE may not lie in MDO_DATA_FOLDER: keep key and data apart.",
    "settings.wrong.key_missing": (
        "The key file (MDO_KEY_FILE) is missing while there is data. Put the key back; without it the data stay shut."
    ),
    "settings.wrong.key_readable_by_others": "Others can read the key file (MDO_KEY_FILE). Shut them out.",
    "settings.wrong.key_malformed": "The key file (MDO_KEY_FILE) does not hold a key of 64 hexadecimal signs.",
    "settings.wrong.folder_not_writable": "The data folder (MDO_DATA_FOLDER) cannot be written to.",
    "settings.wrong.database_not_opened": "The database cannot be opened. Check {setting}.",
    "settings.wrong.practice_is_off": "The practice region is switched off here.",
    "settings.platform_differs": (
        "The planner does not start: the setting {setting} must be {expected} and is {found}. "
        "Take the deviation away (command line, environment or .streamlit/config.toml)."
    ),
}


def sentence(error: ServiceError, say: Say) -> str:
    """What went wrong and what to do next, for this refusal. An unknown code gets the general sentence."""
    variant = str(error.fields.get("reason") or error.fields.get("flaw") or "")
    message = SENTENCES.get(f"{error.code}.{variant}") or SENTENCES.get(error.code) or SENTENCES["service.refused"]
    return say(message, **{name: _spoken(value, say) for name, value in error.fields.items()})


def _spoken(value: object, say: Say) -> object:
    if isinstance(value, datetime):
        return say("{time} h", time=say.time(value))
    return value
