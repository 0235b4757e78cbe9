"""What the case director let a guest know: that a condition of theirs differs from another one.

What the other says stands there only where the guest may read it; else that somebody sees it differently, and no more.
"""

from markupsafe import Markup

from pages.frame.screen import Screen
from pages.frame.two_texts import in_lines
from services.consistency.facts import ToldView
from services.consistency.told.sentences import contradiction_lines
from services.meetings.facts import GuestMeeting
from services.vocabulary.queries import vocabulary
from services.wording.labels import organisation_label


def differing(screen: Screen, meeting: GuestMeeting, told: ToldView, *, may_change: bool) -> Markup:
    """One difference, beside the condition that it is about."""
    say = screen.say
    calls = say("{name} calls you about it.", name=meeting.director)
    if may_change:
        calls = say("{name} calls you about it. You can also change your condition now.", name=meeting.director)
    if told.one is None:
        text = say("Somebody else in this case sees this differently.")
        return Markup('<div class="mind" role="note"><p>{}</p><p class="small">{}</p></div>').format(text, calls)
    known = vocabulary(screen.work.settings.vocabulary)
    names = {key: organisation_label(say, key) for key in (told.other_organisation,)} | dict(told.aliases)
    lines = contradiction_lines(known, told.one, told.of, say, names)
    head = say("{organisation} sees this differently.", organisation=organisation_label(say, told.other_organisation))
    return Markup(
        '<div class="mind" role="note"><p><strong>{}</strong></p><p class="quote">{}</p>{}<p class="small">{}</p></div>'
    ).format(head, told.other_text, in_lines(lines), calls)
