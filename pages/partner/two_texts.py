"""Two wordings of one thing beside each other, with the words marked in which they differ."""

from markupsafe import Markup

from pages.plan.condition_words import marked
from services.wording import Say


def both_texts(say: Say, mine: str, theirs: str) -> Markup:
    """Yours and the one that stands; on a phone below each other."""
    pair = Markup('<div class="pair"><section><h2>{}</h2><p class="quote">{}</p></section>')
    pair += Markup('<section><h2>{}</h2><p class="quote">{}</p></section></div>')
    return pair.format(say("Your text"), marked(mine, theirs), say("What stands there now"), marked(theirs, mine))
