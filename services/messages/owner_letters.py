"""The words of every letter about actions: to whoever answers for them, and to their manager.

An action stands in none of them: code name, how many wait, who asks, and the owner's own link.
"""

from collections.abc import Sequence

from services.messages.facts import OwnerText
from services.messages.phrases import letter_of
from services.messages.rules import check_lines
from services.wording.speech import Say


def owner_letter(text: OwnerText, say: Say) -> tuple[str, str]:
    """Subject and body of the letter that brings the link. Raises `MessageFieldWrong`."""
    check_lines(text)
    asked = say.plural(
        "Something was agreed with your organisation ({code_name}). {n} action waits for your word.",
        "Something was agreed with your organisation ({code_name}). {n} actions wait for your word.",
        text.count,
        code_name=text.code_name,
    )
    lines = (
        asked,
        say("Behind your personal link you read what was agreed, and tell how it stands. You need no account:")
        + f"\n{text.link}",
        say(
            "You do need a code; the case director, {director}, gives it to you by phone.", director=text.director_name
        ),
        say("Keep this link: you use it again as long as something is open."),
        _questions(text, say),
    )
    return letter_of(_subject(text, say), lines, say, fictional=text.fictional)


def owner_reminder(texts: Sequence[OwnerText], say: Say) -> tuple[str, str]:
    """Subject and body of one reminder about every case in which this owner is asked something; at least one.

    Each case stands under its own code name with the owner's own link. Raises `MessageFieldWrong`.
    """
    for text in texts:
        check_lines(text)
    count = sum(text.count for text in texts)
    subject = say.plural(
        "Reminder: {n} action waits for your answer", "Reminder: {n} actions wait for your answer", count
    )
    blocks = [
        say.plural(
            "{code_name}: we would like to hear how it stands with {n} action.",
            "{code_name}: we would like to hear how it stands with {n} actions.",
            text.count,
            code_name=text.code_name,
        )
        + f"\n{say('Tell us by your personal link, with your code:')}\n{text.link}"
        for text in texts
    ]
    directors = list(dict.fromkeys(text.director_name for text in texts if text.director_name))
    after = (
        say("It does not succeed, or circumstances changed? You can say that there as well."),
        say("Already answered? Then there is nothing you need to do."),
        say("No code any more, or questions? Call the case director, {director}.", director=say.listed(directors)),
    )
    return letter_of(subject, (*blocks, *after), say, fictional=any(text.fictional for text in texts))


def manager_letter(text: OwnerText, say: Say) -> tuple[str, str]:
    """Subject and body of the letter to the manager of an organisation from which no word came. It names nobody of
    that organisation. Raises `MessageFieldWrong`."""
    check_lines(text)
    lines = (
        say.plural(
            "With your organisation {n} action was agreed on which we have not heard anything yet ({code_name}).",
            "With your organisation {n} actions were agreed on which we have not heard anything yet ({code_name}).",
            text.count,
            code_name=text.code_name,
        ),
        say("We asked whoever answers for it more than once, and would like to settle with you what is needed."),
        say(
            "Will you call the case director, {director}? By phone you hear whom and what it is about.",
            director=text.director_name,
        ),
    )
    subject = say("Will you help us with an answer? ({code_name})", code_name=text.code_name)
    return letter_of(subject, lines, say, fictional=text.fictional)


def _subject(text: OwnerText, say: Say) -> str:
    return say.plural(
        "{n} action waits for your answer ({code_name})",
        "{n} actions wait for your answer ({code_name})",
        text.count,
        code_name=text.code_name,
    )


def _questions(text: OwnerText, say: Say) -> str:
    return say("Questions? Call the case director, {director}.", director=text.director_name)
