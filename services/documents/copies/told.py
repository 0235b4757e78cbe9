"""What a found file is, in words: for the screen and for the command line alike. Pure."""

from services.documents.copies.facts import FORM, Recognised, Sureness
from services.wording import Say


def how_sure(say: Say, found: Recognised) -> str:
    """How it was recognised, and what that says of the words in it."""
    if found.how is Sureness.VERY_BYTES:
        return say("This is the very file that was issued; nothing in it was changed.")
    if found.how is Sureness.SAME_WORDS:
        return say("It was saved again elsewhere; its words are those that were issued.")
    if found.how is Sureness.CHANGED:
        return say.plural(
            "It has this copy's code, but its words were changed: {n} paragraph differs.",
            "It has this copy's code, but its words were changed: {n} paragraphs differ.",
            found.differs,
        )
    if found.how is Sureness.EDITION:
        return _edition(say, found)
    if found.copy.audience == FORM:
        return say("It has the code of this form. What is filled in was not looked at.")
    return say("Only the copy code is known. Whether the words are those that were issued cannot be said.")


def _edition(say: Say, found: Recognised) -> str:
    words = (
        say.plural(
            "Its words are nearly those of this document ({n} paragraph differs), but the copy code is gone.",
            "Its words are nearly those of this document ({n} paragraphs differ), but the copy code is gone.",
            found.differs,
        )
        if found.differs
        else say("Its words are those of this document, but the copy code is gone.")
    )
    if found.alike == 1:
        return f"{words} {say('Only one copy of it was made, so it is this one.')}"
    return f"{words} {say('It is one of {n} copies; which one cannot be told.', n=found.alike)}"
