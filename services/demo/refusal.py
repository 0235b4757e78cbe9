"""A refused case file in one sentence: which line, and what is wrong."""

from services.demo.nodes import CaseFileWrong
from services.wording import Say

REASONS = {
    "alias": "a reference to another place in the file (*) cannot be used here",
    "bad_address": "{key}: this is no e-mail address",
    "bad_date": "{key}: this is no date or moment; write 2026-11-23 or 2026-11-23T18:00",
    "bad_organisation": "{key}: this cannot be the key of an organisation",
    "bad_time": "{key}: this is no time or block of time; write 09:00, and the start before the end",
    "duplicate_code": "another case has this code",
    "duplicate_id": "another condition has this id",
    "duplicate_key": "the field {key} is there twice",
    "duplicate_ref": "another person has this ref",
    "empty_file": "the file is empty",
    "empty_text": "{key} is empty",
    "ends_before_due": "{key}: this ends before it is due",
    "key_not_text": "the name of a field is not text",
    "impossible": "{key}: this number is too small or too large",
    "length": "{key} is empty or too long",
    "malformed": "{key} cannot be read as it is written",
    "missing_key": "the field {key} is missing",
    "names_a_person": "{key}: a code name must not name anybody in the case",
    "no_cases": "there is no case in the file",
    "no_suspect": "{key}: a case needs an alleged perpetrator",
    "no_victim": "{key}: a case needs a victim",
    "not_a_list": "{key}: a list was expected here",
    "not_a_mapping": "{key}: fields with a name were expected here",
    "not_a_monday": "{key}: a week starts on a Monday",
    "not_a_number": "{key}: a whole number was expected here",
    "not_text": "{key}: text was expected here",
    "not_true_or_false": "{key}: true or false was expected here",
    "not_two_ends": "{key}: a line is between two different organisations",
    "not_utf8": "the file is not UTF-8 text",
    "national_number": "{key} holds what looks like a citizen service number (BSN); leave it out",
    "number_out_of_range": "{key}: this number is too small or too large",
    "odd_characters": "{key} holds characters that cannot be used",
    "same_ref": "another person has this ref",
    "too_deep": "this lies too deep inside other fields",
    "too_early": "{key}: this day lies before 1900",
    "too_large": "the file is larger than 5 MB",
    "too_long": "{key} is too long",
    "unknown_condition": "{key}: there is no condition with this id",
    "unknown_person": "{key}: there is no person with this ref",
    "unknown_word": "{key}: this word is not known here",
    "unreadable": "the file cannot be opened",
    "vocabulary": "{key}: this cannot be added to the vocabulary",
}


def explained(say: Say, wrong: CaseFileWrong) -> str:
    """'The case file cases.yaml cannot be read. Line 12: the field role is missing.'"""
    reason = say(REASONS[wrong.reason]).replace("{key}", wrong.key or say("this part"))
    return say(
        "The case file {file} cannot be read. Line {line}: {reason}.", file=wrong.file, line=wrong.line, reason=reason
    )
