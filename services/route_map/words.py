"""What the marks of a rule mean, in words: its force, its conditions, its due date."""

from models.terms import RuleForce
from services.route_map.facts import Due, DueUnit, Inferred, Terms, When
from services.wording import Say

FORCES = {
    RuleForce.ALWAYS: "must always be done",
    RuleForce.INSTRUCT: "is to be done",
    RuleForce.CONSIDER: "is to be weighed",
    RuleForce.CONSIDER_RECORD: "is to be weighed, and the weighing is always recorded",
    RuleForce.CONDITIONAL: "is to be done when its condition is met",
    RuleForce.OPTIONAL: "may be done",
    RuleForce.PROHIBIT: "must not be done",
    RuleForce.ONGOING: "goes on as long as the case runs",
}
CONDITIONS = {
    When.PROBATION_INVOLVED: "probation has a part in the case",
    When.STALKING_ACTIVE: "the stalking is going on",
    When.STALKING_STOPPED: "the stalking has ended",
    When.NO_SERIOUS_GROUNDS: "there are no serious grounds",
    When.COMPLAINT: "a formal complaint was made",
    When.STOP_TALK_CONSIDERED: "a stop conversation is being weighed",
    When.STOP_TALK_HELD: "a stop conversation was held",
    When.SAFETY_ASSESSED: "Veilig Thuis has assessed safety",
    When.ADVICE_REQUESTED: "probation was asked for advice",
    When.SUSPECT_ARRESTED: "the suspect was arrested",
    When.SUSPECT_NOT_ARRESTED: "the suspect was not arrested",
    When.RISK_HIGH_OR_MEDIUM: "the risk is high or medium",
    When.VEILIG_THUIS_COMPETENT: "Veilig Thuis is competent",
    When.HANDOVER_PROPOSED: "a handover to the local field was proposed",
    When.CCB_INVOLVED: "the CCB team is part of it",
    When.VEILIG_THUIS_ADVISES_OTHERWISE: "Veilig Thuis advises to step in",
    When.SERIOUS_INTRUSION: "the victim's life is gravely affected",
    When.INVESTIGATION_DONE: "the investigation is finished",
    When.STALKING_CONTINUES: "it goes on after what was agreed",
    When.GOOD_PLAN_EXISTS: "there are good conditions and a good plan",
}

INFERRED = {
    Inferred.ORGANISATION: "whose rule it is",
    Inferred.WHEN: "when it holds",
    Inferred.NEEDS: "what comes first",
    Inferred.RECORD: "that it is recorded",
}


def force_words(say: Say, force: RuleForce) -> str:
    """How binding a rule is: 'is to be weighed'."""
    return say(FORCES[force])


def inferred_words(say: Say, inferred: Inferred) -> str:
    """What the printed map leaves unsaid about a rule, for the region to confirm."""
    return say(INFERRED[inferred])


def when_words(say: Say, terms: Terms) -> str:
    """What must be certain for a rule to hold: 'the suspect was not arrested, and ... or ...'; empty for always."""
    groups = [[say(CONDITIONS[when]) for when in When if when in group] for group in terms]
    return say(", and ").join(say(" or ").join(group) for group in groups)


def due_words(say: Say, due: Due) -> str:
    """How soon, and whether a region has agreed to it: '1 working day (at medium risk 2 working days); proposal'."""
    soon = _amount(say, due.amount, due.unit)
    if due.medium is not None:
        soon = say("{soon} (at medium risk {other})", soon=soon, other=_amount(say, due.medium, due.unit))
    return f"{soon}; {say('agreed in the region') if due.confirmed else say('a proposal, not agreed yet')}"


def _amount(say: Say, amount: int, unit: DueUnit) -> str:
    if unit is DueUnit.HOURS:
        return say.plural("{n} hour", "{n} hours", amount)
    if unit is DueUnit.DAYS:
        return say.plural("{n} day", "{n} days", amount)
    return say.plural("{n} working day", "{n} working days", amount)
