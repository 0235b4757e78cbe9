"""The sentences of my day: what to do, verb first, and the word on the button that leads there."""

from datetime import date, datetime

from models.terms import CourtOrderKind, Measure
from pages.frame.check_words import seat_title
from pages.oversight.following_words import following_reason, following_title
from services.measures.facts import Ending
from services.oversight.facts import Need, Today
from services.wording import Say, label
from services.wording.labels import organisation_label

SHOWN_RULES = 3


def need_title(say: Say, need: Need) -> str:
    """What to do, in one short sentence that begins with its verb."""
    data = need.data
    if need.kind == "seat" and need.count == 1:
        return say("Fill the seat: {seat}", seat=seat_title(say, str(data["organisation"]), _role(data["role"])))
    if need.kind == "seat":
        return say("Fill {n} empty seats", n=need.count)
    if need.kind == "weighing" and need.count == 1:
        return say("Record the weighing: {measure}", measure=label(say, Measure(str(data["measure"]))))
    if need.kind == "weighing":
        return say("Record {n} weighings", n=need.count)
    if need.kind == "breach":
        return say.plural("Tell the prosecution of {n} breach", "Tell the prosecution of {n} breaches", need.count)
    if need.kind == "decided":
        return say.plural("Decide on {n} condition", "Decide on {n} conditions", int(str(data["open"])))
    if need.kind == "hard_covered":
        open_ones = int(str(data["hard"])) - int(str(data["covered"]))
        return say.plural(
            "Record an action for {n} hard condition", "Record an action for {n} hard conditions", open_ones
        )
    if need.kind == "silence":
        return say.plural("Make up for {n} promised contact", "Make up for {n} promised contacts", need.count)
    if need.kind == "planned":
        return say.plural(
            "See whether {n} planned step was taken", "See whether {n} planned steps were taken", need.count
        )
    if need.kind == "deputy":
        return say.plural("Decide on {n} proposed deputy", "Decide on {n} proposed deputies", need.count)
    if need.kind == "contradictions":
        return say.plural(
            "Settle {n} contradiction between conditions", "Settle {n} contradictions between conditions", need.count
        )
    if need.kind == "forms":
        return say.plural("Take over {n} Word form", "Take over {n} Word forms", need.count)
    if need.kind == "silent":
        return say.plural(
            "Ask {n} partner for their word on the plan", "Ask {n} partners for their word on the plan", need.count
        )
    if need.kind == "recall":
        return say.plural("Call back {n} copy of a document", "Call back {n} copies of documents", need.count)
    if need.kind == "locked":
        return say.plural("Give {n} attendee a new link", "Give {n} attendees a new link", need.count)
    if need.kind == "mail_stopped":
        return say.plural(
            "Look at {n} mail that was not written", "Look at {n} mails that were not written", need.count
        )
    if need.kind == "release":
        return say.plural(
            "Decide whether {n} stopped document may leave",
            "Decide whether {n} stopped documents may leave",
            need.count,
        )
    if need.kind == "remind":
        return say.plural("Remind {n} invited person", "Remind {n} invited people", need.count)
    if need.kind == "ending":
        return _ending_title(say, need)
    if (following := following_title(say, need)) is not None:
        return following
    return _plain_title(say, need)


def need_reason(say: Say, need: Need) -> str:
    """Which case, why, and by which rule of the route map."""
    parts = [need.case.code_name, _why(say, need), ", ".join(need.rule_ids[:SHOWN_RULES])]
    if len(need.rule_ids) > SHOWN_RULES:
        parts[-1] += "…"
    return " · ".join(part for part in parts if part)


def need_button(say: Say, need: Need) -> str:
    """The word on the button; the row says the rest."""
    if need.kind == "meeting" and need.data.get("missing"):
        return say("View")
    return {
        "seat": say("Assign"),
        "meeting": say("Plan"),
        "decided": say("Decide"),
        "adopt": say("View"),
        "breach": say("View"),
        "review_due": say("View"),
        "silence": say("View"),
        "planned": say("View"),
        "ending": say("View"),
        "deputy": say("Decide"),
        "forms": say("View"),
        "recall": say("View"),
        "mail_stopped": say("View"),
        "release": say("Decide"),
        "contradictions": say("View"),
        "remind": say("Remind"),
        "locked": say("New link"),
        "poll": say("Choose"),
        "answers": say("View"),
        "silent": say("View"),
        "overdue": say("View"),
        "owners": say("View"),
        "stale": say("View"),
        "minutes": say("View"),
        "left_open": say("View"),
    }.get(need.kind, say("Record"))


def today_title(say: Say, moment: Today) -> str:
    """What happens at a moment of today."""
    if moment.meeting is not None:
        return label(say, moment.meeting)
    if moment.kind == "conditions":
        return say("Conditions are due")
    return say("Action {number} is due: {owner}", number=moment.number, owner=organisation_label(say, moment.owner))


def _ending_title(say: Say, need: Need) -> str:
    subject, what = need.data["subject"], need.data["what"]
    if need.count > 1:
        return say("Look at {n} measures that end or must be weighed again", n=need.count)
    name = label(say, subject) if isinstance(subject, Measure | CourtOrderKind) else ""
    if what is Ending.WEIGH_AGAIN:
        return say("Weigh again: {measure}", measure=name)
    return say("Settle what follows: {measure}", measure=name)


def _plain_title(say: Say, need: Need) -> str:
    if need.kind == "meeting" and need.data.get("missing"):
        if need.data["uninvited"] == need.data["missing"]:
            return say("Invite who is missing from the meeting")
        return say("See to it that the minimum attendance is met again")
    return {
        "director": say("Name a deputy case director"),
        "sash": say("Record the outcome of the SASH"),
        "review": say("Choose the date of review"),
        "meeting": say("Plan a meeting"),
        "actions": say("Record the first action"),
        "adopt": say("Adopt the plan"),
        "review_due": say("Review the plan"),
        "answers": say("A partner does not agree with the plan"),
        "poll": say("Choose a time from the date poll"),
    }[need.kind]


def _why(say: Say, need: Need) -> str:
    if need.kind == "meeting" and need.data.get("missing"):
        return ", ".join(" / ".join(organisation_label(say, key) for key in group) for group in _groups(need))
    if need.kind == "breach" and isinstance(since := need.data["since"], datetime):
        return say("the chain heard of it {moment}", moment=say.short_moment(since))
    if (following := following_reason(say, need)) is not None:
        return following
    return {
        "seat": say("nobody in this seat yet") if need.count == 1 else say("asked for by the route map"),
        "decided": say("before the meeting") if need.due else "",
        "contradictions": say("before the meeting") if need.due else "",
        "weighing": say("asked for by the route map"),
        "adopt": say("everything is ready"),
        "review_due": say("the date of review has come"),
        "silence": say("passed in silence"),
        "deputy": say("a deputy comes once you agree"),
        "recall": say("nobody recorded yet what became of them"),
        "forms": say("conditions wait until you take them over, row by row"),
        "remind": say("no answer and no reminder yet"),
        "release": say("somebody else asked; a second person decides"),
        "silent": say("the plan was sent round; no answer yet"),
        "answers": say("adopt it with your reason, or change it and send it round anew"),
        "mail_stopped": say("it would hold protected words; look at the code name and the mail address"),
        "locked": say("locked after five wrong codes; ask them by phone whether it was they"),
        "poll": _polled(say, need) if need.kind == "poll" else "",
        "planned": say("planned in the partner network"),
        "ending": say("on {day}", day=say.short_day(on)) if isinstance(on := need.data.get("on"), date) else "",
    }.get(need.kind, "")


def _groups(need: Need) -> tuple[tuple[str, ...], ...]:
    """The groups of the minimum attendance that nobody fills."""
    missing = need.data["missing"]
    return missing if isinstance(missing, tuple) else ()


def _polled(say: Say, need: Need) -> str:
    return say("{n} of {all} answered", n=need.data["said"], all=need.data["all"])


def _role(role: object) -> str | None:
    return str(role) if role else None
