"""The sentences of the readiness checks: a title, the evidence, and the word for the state."""

from markupsafe import Markup

from models.terms import Measure
from pages.frame.markup import line, tag
from services.plans.orders import Check, State
from services.wording import Say, label
from services.wording.labels import organisation_label, seat_label

_STATE_COLOUR = {State.READY: "green", State.MISSING: "red", State.WAITING: "orange", State.NOT_YET: "white"}


def check_line(say: Say, check: Check) -> Markup:
    """One check as a row of a task list."""
    rule = " · ".join(check.rule_ids)
    note = " · ".join(part for part in (evidence(say, check), rule) if part)
    return line(check.state.value, title(say, check), note, tag(state_word(say, check), _STATE_COLOUR[check.state]))


def state_word(say: Say, check: Check) -> str:
    """The word for a check's state."""
    return {
        State.READY: say("Ready"),
        State.MISSING: say("Missing"),
        State.WAITING: say("Waiting"),
        State.NOT_YET: say("Not due yet"),
    }[check.state]


def title(say: Say, check: Check) -> str:
    """What a check asks, in a few words."""
    return key_title(say, check.key)


def key_title(say: Say, key: str) -> str:
    """The same from a check's key alone: a blocked adoption names keys."""
    kind, _, rest = key.partition(":")
    if kind == "seat":
        organisation, _, role = rest.partition("/")
        return seat_title(say, organisation, role or None)
    if kind == "weighing":
        return say("{measure} weighed", measure=label(say, Measure(rest)))
    return {
        "director": say("Case director and deputy"),
        "sash": say("Outcome of the SASH"),
        "review": say("Date of review"),
        "seats": say("Seats that the route map asks for"),
        "meeting": say("Meeting with the minimum attendance"),
        "received": say("Conditions from every attendee"),
        "decided": say("Decision on every condition"),
        "contradictions": say("What cannot all hold is settled"),
        "protected": say("Every victim protected by a condition"),
        "actions": say("At least one action"),
        "answers": say("What partners say of the version sent round"),
        "hard_covered": say("An action for every hard condition"),
    }[kind]


def seat_title(say: Say, organisation: str, role: str | None) -> str:
    """A seat in words: 'Police: contact person for the victim'."""
    home = organisation_label(say, organisation)
    return f"{home}: {seat_label(say, role).lower()}" if role else home


def evidence(say: Say, check: Check) -> str:
    """What the check saw, in one short sentence; empty when there is nothing to say."""
    teller = _EVIDENCE.get(check.kind)
    return teller(say, check) if teller else ""


def _director(say: Say, check: Check) -> str:
    director, deputy = check.data["director"], check.data["deputy"]
    if director and deputy:
        return say("{director}, deputy {deputy}", director=director, deputy=deputy)
    return say("{director}; no deputy named yet", director=director)


def _sash(say: Say, check: Check) -> str:
    if check.state is not State.READY:
        return say("No outcome recorded yet")
    return say("Outcome {outcome}, {day}", outcome=check.data["outcome"], day=say.short_day(check.data["on"]))


def _review(say: Say, check: Check) -> str:
    day = check.data["on"]
    return say.day(day) if day else say("No date chosen yet")


def _seats(say: Say, check: Check) -> str:
    return say("{filled} of {needed} filled", filled=check.data["filled"], needed=check.data["needed"])


def _seat(say: Say, check: Check) -> str:
    return say("Nobody in this seat yet")


def _meeting(say: Say, check: Check) -> str:
    if "starts_at" in check.data:
        when = say.short_moment(check.data["starts_at"])
        if check.data["missing"]:
            groups = ", ".join(" / ".join(organisation_label(say, key) for key in g) for g in check.data["missing"])
            if check.data["uninvited"] == check.data["missing"]:
                return say("{when}; not invited: {groups}", when=when, groups=groups)
            return say("{when}; minimum attendance not met without {groups}", when=when, groups=groups)
        return when
    if "coordinated_at" in check.data:
        when = say.short_moment(check.data["coordinated_at"])
        if check.data["needed"]:
            return say("Coordinated by phone {when}; at this risk a meeting is needed as well", when=when)
        return say("Coordinated by phone {when}", when=when)
    if closes := check.data.get("polled_until"):
        return say("Times are put to the vote until {moment}", moment=say.short_moment(closes))
    return say("Nothing planned yet") if check.data["needed"] else say("Not asked for at this risk")


def _answers(say: Say, check: Check) -> str:
    silent, against, asked = check.data["silent"], check.data["against"], check.data["asked"]
    told = [say("{n} of {all} answered", n=asked - len(silent), all=asked)]
    if against:
        told.append(say("not agreed: {who}", who=", ".join(organisation_label(say, key) for key in against)))
    if silent:
        told.append(say("waiting for {who}", who=", ".join(organisation_label(say, key) for key in silent)))
    return "; ".join(told)


def _received(say: Say, check: Check) -> str:
    counted = say("{received} of {asked} received", received=check.data["received"], asked=check.data["asked"])
    owing = ", ".join(organisation_label(say, key) for key in check.data["owing"])
    return f"{counted}; {say('waiting for {who}', who=owing)}" if owing else counted


def _decided(say: Say, check: Check) -> str:
    if not check.data["all"]:
        return say("No conditions handed in yet")
    if check.data["open"]:
        return say("{open} of {all} still open", open=check.data["open"], all=check.data["all"])
    return say("All {all} decided", all=check.data["all"])


def _contradictions(say: Say, check: Check) -> str:
    """Silence is no proof of safety: of what was found only."""
    told = [
        say("{n} still to be settled", n=check.data["open"]) if check.data["open"] else "",
        say("something that you may not read stands in the way") if check.data["hidden"] else "",
        say("{n} to look at", n=check.data["possible"]) if check.data["possible"] else "",
    ]
    return "; ".join(part for part in told if part)


def _protected(say: Say, check: Check) -> str:
    without = ", ".join(check.data["without"])
    return say("No condition for {who}", who=without) if without else ""


def _actions(say: Say, check: Check) -> str:
    return say.plural("{n} action", "{n} actions", int(check.data["count"]))


def _hard(say: Say, check: Check) -> str:
    counted = say("{covered} of {hard}", covered=check.data["covered"], hard=check.data["hard"])
    numbers = ", ".join(f"V{number}" for number in check.data["numbers"])
    return f"{counted}; {say('without an action: {numbers}', numbers=numbers)}" if numbers else counted


def _weighing(say: Say, check: Check) -> str:
    return say("By {who}", who=organisation_label(say, str(check.data["organisation"])))


_EVIDENCE = {
    "director": _director,
    "sash": _sash,
    "review": _review,
    "seats": _seats,
    "seat": _seat,
    "meeting": _meeting,
    "received": _received,
    "contradictions": _contradictions,
    "decided": _decided,
    "protected": _protected,
    "actions": _actions,
    "answers": _answers,
    "hard_covered": _hard,
    "weighing": _weighing,
}
