"""What it means that another risk takes a case to the other lane of the route map; said before it is kept."""

from markupsafe import Markup

from models.terms import Risk
from pages.frame.markup import show
from services.cases.facts import CaseFacts, phase_of
from services.wording import Say


def mind_lane(say: Say, facts: CaseFacts, risk: Risk) -> None:
    """A line under the risk while it differs so much that other rules hold; nothing otherwise."""
    if phase_of(risk) is facts.phase:
        return
    text = say("Other rules of the route map hold from then on. An adopted plan is superseded: it stays readable.")
    show(Markup('<p class="mind" role="status">{}</p>').format(text))
