"""What was found about one condition, as lines on its own card: what it clashes with, which rule it goes against."""

from markupsafe import Markup

from pages.frame.markup import joined, show
from pages.frame.screen import Screen
from services.conditions.facts import ConditionView
from services.consistency.queries import statement_of
from services.consistency.told.sentences import breach_sentence
from services.plans.queries import CaseState
from services.vocabulary.queries import vocabulary
from services.vocabulary.sentences import names_in


def tell_findings(screen: Screen, state: CaseState, view: ConditionView) -> frozenset[str]:
    """Draws the lines; gives the rules that were told of, so that nothing says them twice."""
    say, board = screen.say, state.board
    numbers = {one.id: one.number for one in state.conditions}
    others = [name for one in board.open if view.id in one.pair for name in one.pair if name != view.id]
    found = [numbers[name] for name in others if name in numbers]
    lines = [say("Clashes with {others}.", others=say.listed([f"V{number}" for number in found]))] if found else []
    breaches = [one for one in board.found.breaches if one.condition == view.id]
    if breaches:
        aliases = {person.ref: person.alias for person in state.facts.persons}
        names = names_in(say, view.reading or (), aliases, [view.organisation])
        known, of = vocabulary(screen.work.settings.vocabulary), {view.id: statement_of(view)}
        lines += [breach_sentence(known, one, of, say, names) for one in breaches]
    if lines:
        show(joined([Markup('<p class="mind below">{}</p>').format(line) for line in lines]))
    return frozenset(one.rule_id for one in breaches)
