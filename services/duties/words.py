"""What the file shows or lacks for a rule, what is warned for, and what stands in the way of closing, in sentences."""

from collections.abc import Callable, Mapping
from typing import Any

from models.terms import Measure, MeasureOutcome, MeetingKind
from services.duties.facts import ClosingPoint, Note, RuleFlag
from services.wording import Say, label
from services.wording.labels import organisation_label, seat_label

Data = Mapping[str, Any]


def note_words(say: Say, note: Note) -> str:
    """One thing that the file shows or lacks."""
    return _NOTES[note.key](say, note.data)


def flag_words(say: Say, flag: RuleFlag) -> str:
    """A warning as a sentence."""
    return _FLAGS[flag.why](say, flag.data)


def closing_words(say: Say, point: ClosingPoint) -> str:
    """Why the case cannot be closed."""
    return _CLOSING[point.key](say, point.data)


def _day(say: Say, data: Data, key: str = "on") -> str:
    return say.short_day(data[key]) if data.get(key) else say("day not recorded")


def _weighing(say: Say, data: Data) -> str:
    measure, outcome = label(say, Measure(data["measure"])), label(say, MeasureOutcome(data["outcome"]))
    who = organisation_label(say, data["organisation"])
    return say("{measure}: {outcome} ({who}, {day})", measure=measure, outcome=outcome, who=who, day=_day(say, data))


def _homes(say: Say, data: Data) -> dict[str, str]:
    return {"one": organisation_label(say, data["first"]), "other": organisation_label(say, data["second"])}


def _seat(say: Say, data: Data) -> str:
    home = organisation_label(say, data["organisation"])
    return f"{home}, {seat_label(say, data['role'])}" if data.get("role") else home


def _groups(say: Say, data: Data) -> str:
    return say.listed([" / ".join(organisation_label(say, key) for key in group) for group in data["groups"]])


def _handover(say: Say, data: Data) -> str:
    if data["done"]:
        return say("Action {n} carried the handover out", n=data["number"])
    return say("Action {n} carries the handover out", n=data["number"])


_NOTES: dict[str, Callable[[Say, Data], str]] = {
    "sash": lambda say, d: say("SASH {outcome}, {day}", outcome=d["outcome"], day=_day(say, d)),
    "sash_coordinated": lambda say, d: say("SASH of {day}, coordinated with Veilig Thuis", day=_day(say, d)),
    "sash_not_coordinated": lambda say, d: say("It was not coordinated with Veilig Thuis"),
    "sash_outdated": lambda say, d: say("A new one is asked since {day}", day=_day(say, d, "since")),
    "assessed": lambda say, d: say("Safety assessment: {outcome}, {day}", outcome=d["outcome"], day=_day(say, d)),
    "risc": lambda say, d: say("RISC: {outcome}, {day}", outcome=d["outcome"], day=_day(say, d)),
    "risk_differs": lambda say, d: say("But the case runs on {risk} risk", risk=label(say, d["risk"]).lower()),
    "line": lambda say, d: say("Contact {one} and {other} is recorded", **_homes(say, d)),
    "line_missing": lambda say, d: say("No contact recorded between {one} and {other}", **_homes(say, d)),
    "director": lambda say, d: say("{name} directs", name=d["name"]),
    "contact_person": lambda say, d: say("{name} for {alias}", name=say.listed(list(d["names"])), alias=d["alias"]),
    "contact_missing": lambda say, d: say("Nobody at the police for {alias} yet", alias=d["alias"]),
    "speaks": lambda say, d: say("{name} with {alias}", name=say.listed(list(d["names"])), alias=d["alias"]),
    "nobody_speaks": lambda say, d: say("Nobody named who speaks with {alias}", alias=d["alias"]),
    "police_plan": lambda say, d: say("The police plan is written"),
    "seat": lambda say, d: say("{name} ({seat})", name=d["name"], seat=_seat(say, d)),
    "seat_missing": lambda say, d: say("Nobody in the case for {seat}", seat=_seat(say, d)),
    "safety_house": lambda say, d: say("Registered at the Safety House on {day}", day=_day(say, d)),
    "meeting": lambda say, d: f"{label(say, MeetingKind(d['kind']))}, {say.short_moment(d['at'])}",
    "meeting_lacks": lambda say, d: say("The minimum lacks {groups}", groups=_groups(say, d)),
    "conditions": lambda say, d: say.plural("{n} condition stands", "{n} conditions stand", d["n"]),
    "conditions_open": lambda say, d: say("{n} of {all} conditions not decided yet", n=d["n"], all=d["all"]),
    "plan": lambda say, d: say("Plan version {n}, adopted {day}", n=d["number"], day=_day(say, d)),
    "weighing": _weighing,
    "weigh_again": lambda say, d: say("Was to be weighed again on {day}", day=_day(say, d)),
    "handover": _handover,
    "report_back": lambda say, d: say("It went on ({day}): report back to Veilig Thuis", day=_day(say, d)),
    "talk_agreed": lambda say, d: say("Veilig Thuis agreed on {day}", day=_day(say, d)),
    "talk_not_agreed": lambda say, d: say("Veilig Thuis was not heard on it yet"),
    "talk_prosecution": lambda say, d: say("The prosecution agreed on {day}", day=_day(say, d)),
    "talk_no_prosecution": lambda say, d: say("There is a complaint: hear the prosecution first"),
    "report_number": lambda say, d: say("The number of the official report is recorded"),
    "no_report_number": lambda say, d: say("No number of the official report yet"),
    "investigation": lambda say, d: say("The investigation was done"),
    "incidents": lambda say, d: say.plural(
        "{n} new incident, last on {day}", "{n} new incidents, last on {day}", d["n"], day=_day(say, d, "last")
    ),
    "told_prosecution": lambda say, d: say("The prosecution was told on {day}", day=_day(say, d)),
    "not_told": lambda say, d: say.plural(
        "The prosecution was not told of {n} incident", "The prosecution was not told of {n} incidents", d["n"]
    ),
    "gives_way": lambda say, d: say("An exception holds: {rule}", rule=d["rule"]),
    "answered_by": lambda say, d: say("Answered by {rule}", rule=d["rule"]),
    "tell": lambda say, d: say("{who} was not told yet", who=organisation_label(say, d["whom"])),
    "told": lambda say, d: say("{who} was told", who=organisation_label(say, d["whom"])),
    "planned_passed": lambda say, d: say("Was agreed for {day}; that day has passed", day=_day(say, d)),
    "earlier": lambda say, d: say("This is from before the rule began to hold ({day}): confirm it", day=_day(say, d)),
}


def _heard(say: Say, data: Data) -> str:
    day = _day(say, data)
    return say("Veilig Thuis was heard on {day}. There is no complaint, so the prosecution need not be.", day=day)


_FLAGS: dict[str, Callable[[Say, Data], str]] = {
    "joint_talk": lambda say, d: say(
        "Condition {n} proposes a joint talk or mediation. Not as long as the stalking goes on.", n=d["number"]
    ),
    "message_passed": lambda say, d: say("Condition {n} lets a message pass between the two.", n=d["number"]),
    "standing": lambda say, d: say("Condition {n}: {rule}.", n=d["number"], rule=d["rule"].said(say.language)),
    "reminder": lambda say, d: say(
        "Mind with condition {n}: {rule}.", n=d["number"], rule=d["rule"].said(say.language)
    ),
    "mediation_chosen": lambda say, d: say(
        "{who} chose mediation. Not as long as the stalking goes on.", who=organisation_label(say, d["organisation"])
    ),
    "stop_talk_not_low": lambda say, d: say("A stop conversation is for low risk only."),
    "stop_talk_complaint": lambda say, d: say("A stop conversation no longer fits: there is a formal complaint."),
    "stop_talk_violence": lambda say, d: say("A stop conversation no longer fits: there were threats or violence."),
    "no_serious_grounds": lambda say, d: say(
        "Without serious grounds other ways to keep people safe must be settled with police, Veilig Thuis and the "
        "protection system."
    ),
    "veilig_thuis_not_competent": lambda say, d: say(
        "Veilig Thuis is not competent here: {who} fills its place at the table.",
        who=organisation_label(say, d["lead"]),
    ),
    "seat_empty": lambda say, d: say(
        "Nobody in the case for {who}: the minimum of a meeting cannot be met.",
        who=" / ".join(organisation_label(say, key) for key in d["group"]),
    ),
    "no_advice_open": lambda say, d: say(
        "No advice was asked of probation. Record electronic monitoring as 'not applicable', do not leave it empty."
    ),
    "no_advice_closed": lambda say, d: say(
        "No advice was asked of probation; the weighing of electronic monitoring was recorded all the same."
    ),
    "talk_prosecution_open": lambda say, d: say(
        "There is a complaint: hear the prosecution before the stop conversation."
    ),
    "talk_heard": _heard,
    "talk_not_heard": lambda say, d: say("Hear Veilig Thuis before the stop conversation."),
    "report_number_needed": lambda say, d: say(
        "The stop conversation can only be closed with the number of its official report."
    ),
    "no_police_contact": lambda say, d: say("{alias} has no fixed contact at the police yet.", alias=d["alias"]),
    "messenger": lambda say, d: say(
        "{name} speaks with both sides: take care that no message passes through.", name=d["name"]
    ),
    "sash_outdated": lambda say, d: say("Something new happened on {day}: make a new SASH.", day=_day(say, d, "since")),
    "sash_not_coordinated": lambda say, d: say("The SASH was not coordinated with Veilig Thuis."),
}

_CLOSING: dict[str, Callable[[Say, Data], str]] = {
    "stalking_goes_on": lambda say, d: say("The stalking goes on, as the log shows."),
    "stalking_not_known_to_have_stopped": lambda say, d: say("Nobody recorded that the stalking has stopped."),
    "sash_outdated": lambda say, d: say("A new SASH is asked since {day}.", day=_day(say, d, "since")),
    "open_rules": lambda say, d: say.plural("{n} rule still asks.", "{n} rules still ask.", d["n"]),
    "stop_talk_without_report": lambda say, d: say("The stop conversation has no number of an official report."),
    "hold_in_force": lambda say, d: say("A stop is in force: nobody approaches the alleged perpetrator."),
    "measures_running": lambda say, d: say(
        "Still running, with nobody to take over: {measures}.",
        measures=say.listed([label(say, Measure(measure)) for measure in d["measures"]]),
    ),
    "open_actions": lambda say, d: say.plural("{n} action is open.", "{n} actions are open.", d["n"]),
    "actions_not_done": lambda say, d: say.plural(
        "{n} action was not done and nothing took its place.",
        "{n} actions were not done and nothing took their place.",
        d["n"],
    ),
    "promises": lambda say, d: say.plural(
        "{n} promised contact is not kept.", "{n} promised contacts are not kept.", d["n"]
    ),
}
