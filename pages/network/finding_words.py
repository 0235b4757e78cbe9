"""How findings are spoken of on the screen: their weight, their act as a verb, their ends, the answers to them."""

from models.terms import FindingAnswer, Measure, OrganisationKind
from pages.network.view import View
from services.network.drawn.looks import PRESSING
from services.network.facts import Finding, FindingAct, GapAnswer, NetworkFacts
from services.network.names import end_name, seat_title
from services.wording import Say, label
from services.wording.labels import seat_label


def act_word(say: Say, act: FindingAct) -> str:
    """The verb on the button that opens the act."""
    return {
        FindingAct.ASSIGN: say("Assign"),
        FindingAct.RECORD_CONTACT: say("Record contact"),
        FindingAct.RECORD_LINE: say("Record who informs whom"),
        FindingAct.INVITE: say("Invite to the meeting"),
        FindingAct.NAME_DEPUTY: say("Name deputy"),
        FindingAct.AGREE_TO_INFORM: say("Make agreement"),
        FindingAct.DIVIDE: say("Divide conversations"),
        FindingAct.WEIGH: say("Record weighing"),
        FindingAct.SHUT_OUT: say("Shield the case"),
        FindingAct.RECORD_BREACH: say("Record the breach"),
        FindingAct.OPEN_LINKED: say("Open the other case"),
        FindingAct.NAME_BASIS: say("Record the basis"),
    }[act]


def weight_word(say: Say, finding: Finding) -> str:
    """Whether it is required or to be considered."""
    return say("required") if finding.kind in PRESSING else say("to consider")


def place_name(say: Say, facts: NetworkFacts, end: str) -> str:
    """A seat by its id with who sits there, else a person or an organisation with its role."""
    for seat in facts.case.seats:
        if seat.id == end:
            return f"{seat.name}, {seat_label(say, seat.role)}"
    return end_name(say, facts.case, end)


def short_place(view: View, seat_id: str) -> str:
    """A seat as it is called in the picture, with who sits there."""
    seat = next((seat for seat in view.case.seats if seat.id == seat_id), None)
    return f"{seat_title(view.say, seat, view.case)} ({seat.name})" if seat else seat_id


def seat_words(view: View, seat_id: str) -> str:
    """A seat as it is called in the picture."""
    seat = next((seat for seat in view.case.seats if seat.id == seat_id), None)
    return seat_title(view.say, seat, view.case) if seat else seat_id


def gap_name(say: Say, facts: NetworkFacts, gap: str) -> str:
    """What one gap of a finding is about, from its stable key: kind, rules and ends, some with a mark (`~1f2e`)."""
    _, rules, ends = (*gap.split("|"), "", "", "")[:3]
    known = {person.ref for person in facts.case.persons} | {seat.organisation for seat in facts.case.seats}
    known |= {kind.value for kind in OrganisationKind}
    plain = [end.partition("~")[0] for end in ends.split("+")]
    names = [end_name(say, facts.case, end) for end in plain if end.partition("/")[0] in known]
    names += [label(say, Measure(end)) for end in plain if end in set(Measure)]
    return " – ".join(names) or rules.replace("+", ", ")


def answer_words(say: Say, answer: GapAnswer) -> str:
    """An answer in one line: what, by whom and when, why, and who said so."""
    said = label(say, answer.answer)
    if answer.answer is FindingAnswer.PLANNED and answer.planned_for:
        said = say("Planned: {who}, {day}", who=answer.by_whom, day=say.short_day(answer.planned_for))
    parts = [said, answer.reason, answer.answered_by, say.short_day(answer.answered_at)]
    return " · ".join(part for part in parts if part)
