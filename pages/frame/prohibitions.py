"""A calm line under a field whose text goes against a prohibition of the route map. It never stops anybody."""

from collections.abc import Iterable

from markupsafe import Markup

from pages.frame.markup import show
from services.cases.facts import CaseFacts
from services.route_map.warnings import JOINT_TALK, MESSAGE, STOP_TALK, warnings_in
from services.wording import Say

_WORDS = {
    JOINT_TALK: "Take care: “{found}”. A talk together does not fit while the stalking goes on (rule {rule}).",
    MESSAGE: "Take care: “{found}”. Nothing is passed on between the two through somebody else (rule {rule}).",
    STOP_TALK: "Take care: “{found}”. It does not fit after a complaint, threats or violence, or at a higher risk "
    "(rule {rule}).",
}


def mind_prohibitions(say: Say, text: str, facts: CaseFacts | None = None, known: Iterable[str] = ()) -> None:
    """Names what in `text` goes against a prohibition, once per rule. `facts` only for who directs the case: without,
    the line tells nothing but what the text itself says. `known`: rules of which the same screen tells already."""
    told = set(known)
    for warned in warnings_in(text, facts):
        if warned.rule_id not in told:
            told.add(warned.rule_id)
            words = say(_WORDS[warned.rule_id], found=warned.found, rule=warned.rule_id)
            show(Markup('<p class="mind" role="status">{}</p>').format(words))
