"""The sentences of the route map's screen: states, why a rule holds, questions, answers asked for."""

from markupsafe import Markup

from models.terms import OrganisationKind, Phase
from pages.frame.markup import tag
from services.duties.facts import DutyState, Obligation, OpenQuestion
from services.route_map.facts import CHAIN, When
from services.wording import Say, label
from services.wording.labels import organisation_label

SIGNS = {
    DutyState.OPEN: "not_yet",
    DutyState.WAITING: "waiting",
    DutyState.PLANNED: "waiting",
    DutyState.DONE: "ready",
    DutyState.WEIGHED: "ready",
    DutyState.EXPLAINED: "ready",
    DutyState.RUNNING: "ready",
    DutyState.WATCHED: "not_yet",
    DutyState.OPTIONAL: "not_yet",
}
_COLOURS = {
    DutyState.OPEN: "blue",
    DutyState.WAITING: "grey",
    DutyState.PLANNED: "orange",
    DutyState.DONE: "green",
    DutyState.WEIGHED: "green",
    DutyState.EXPLAINED: "grey",
    DutyState.RUNNING: "green",
    DutyState.WATCHED: "white",
    DutyState.OPTIONAL: "white",
}


def home_name(say: Say, organisation: str) -> str:
    """The name of an organisation, or of all of them together."""
    return say("Everyone together") if organisation == CHAIN else organisation_label(say, organisation)


def phase_name(say: Say, phase: Phase) -> str:
    """What a part of the route map is called on this screen."""
    return label(say, phase)


def state_tag(say: Say, duty: Obligation) -> Markup:
    """The word for how far a rule is."""
    return tag(state_word(say, duty), _COLOURS[duty.state])


def state_word(say: Say, duty: Obligation) -> str:
    """The same without colour."""
    if duty.state is DutyState.PLANNED and duty.planned_for:
        return say("Agreed for {day}", day=say.short_day(duty.planned_for))
    if duty.state is DutyState.EXPLAINED and duty.answer:
        return label(say, duty.answer.answer)
    if duty.state is DutyState.WEIGHED and duty.answer:
        return label(say, duty.answer.answer)
    if duty.withheld:
        return say("Answered")
    return {
        DutyState.OPEN: say("Asks for an answer"),
        DutyState.WAITING: say("Waits"),
        DutyState.PLANNED: say("Agreed for later"),
        DutyState.DONE: say("Done"),
        DutyState.WEIGHED: say("Weighed"),
        DutyState.EXPLAINED: say("Does not apply"),
        DutyState.RUNNING: say("Goes on"),
        DutyState.WATCHED: say("Never do this"),
        DutyState.OPTIONAL: say("If it helps"),
    }[duty.state]


def because(say: Say, duty: Obligation) -> str:
    """The facts on which a rule holds, beside its part of the route map."""
    if not duty.because:
        return ""
    return say("because {facts}", facts=say.listed([fact_words(say, when) for when in duty.because]))


def phase_reason(say: Say, phase: Phase, risk: str) -> str:
    """Why a whole part of the route map holds."""
    return {
        Phase.ALWAYS: say("These hold in every case."),
        Phase.HIGH: say("These hold because the risk is {risk}.", risk=risk.lower()),
        Phase.LOW: say("These hold because the risk is {risk}.", risk=risk.lower()),
        Phase.TASK: say("What belongs to each role, in every case."),
    }[phase]


def fact_words(say: Say, when: When) -> str:
    """A fact as it stands within a sentence."""
    return {
        When.PROBATION_INVOLVED: say("probation takes part"),
        When.STALKING_ACTIVE: say("the stalking goes on"),
        When.STALKING_STOPPED: say("the stalking has stopped"),
        When.NO_SERIOUS_GROUNDS: say("there are no serious grounds"),
        When.COMPLAINT: say("there is a formal complaint"),
        When.STOP_TALK_CONSIDERED: say("a stop conversation is considered"),
        When.STOP_TALK_HELD: say("the stop conversation was held"),
        When.SAFETY_ASSESSED: say("the safety assessment is on record"),
        When.ADVICE_REQUESTED: say("probation was asked for advice"),
        When.SUSPECT_ARRESTED: say("the suspect was arrested"),
        When.SUSPECT_NOT_ARRESTED: say("the suspect was not arrested"),
        When.RISK_HIGH_OR_MEDIUM: say("the risk is high or medium"),
        When.VEILIG_THUIS_COMPETENT: say("Veilig Thuis is competent here"),
        When.HANDOVER_PROPOSED: say("a handover was proposed"),
        When.CCB_INVOLVED: say("the CCB team takes part"),
        When.VEILIG_THUIS_ADVISES_OTHERWISE: say("Veilig Thuis advises to intervene"),
        When.SERIOUS_INTRUSION: say("her life is gravely intruded upon"),
        When.INVESTIGATION_DONE: say("the investigation was done"),
        When.STALKING_CONTINUES: say("something new happened"),
        When.GOOD_PLAN_EXISTS: say("a good plan is in force"),
    }[when]


def question_title(say: Say, question: OpenQuestion) -> str:
    """An open question as one asks it."""
    return {
        "serious_grounds": say("Are there serious grounds against the suspect?"),
        "complaint": say("Is there a formal complaint?"),
        "suspect_arrested": say("Was the suspect arrested?"),
        "stalking_active": say("Does the stalking still go on?"),
        "threats_or_violence": say("Were there threats or violence?"),
        "veilig_thuis_advises_intervention": say("Does Veilig Thuis advise to intervene?"),
        "serious_intrusion": say("How gravely is her life intruded upon?"),
        "investigation_done": say("Was the investigation done?"),
        "relation": say("What are they to each other, and is Veilig Thuis competent?"),
        "risk": say("SASH and case name a different risk. Which one holds?"),
    }[question.fact]


def question_note(say: Say, question: OpenQuestion) -> str:
    """Whom to ask, and how many rules wait for the answer."""
    whom = organisation_label(say, question.organisation)
    waits = say.plural("{n} rule waits for this", "{n} rules wait for this", len(question.rule_ids))
    return f"{say('Ask: {who}', who=whom)} · {waits} ({', '.join(question.rule_ids)})"


def organisation_order(organisation: str) -> int:
    """The order in which organisations stand within a phase: that of the chain."""
    places = [kind.value for kind in OrganisationKind]
    return places.index(organisation) if organisation in places else -1
