"""The code of a refusal that was kept, as a sentence; what it stood for then is no longer known."""

from pages.frame.sentences import SENTENCES
from services.wording import Say


def code_words(say: Say, code: str) -> str:
    """The sentence of a code, or the general one where the code has none or its sentence names more than is kept."""
    if code == "work.changed_meanwhile":
        return say("The plan was changed while this went on, and stays as it is now. Look at it, and do it once more.")
    message = SENTENCES.get(code, SENTENCES["service.refused"])
    return say(SENTENCES["service.refused"] if "{" in message else message)
