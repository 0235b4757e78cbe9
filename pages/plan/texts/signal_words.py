"""Proposals for signals, in words of our own: what can happen, from a breach to a release (`domain.md` section 3)."""

from dataclasses import dataclass

from services.wording import Say


@dataclass(frozen=True)
class Proposed:
    """A signal that one click fills in; `key` names it in drafts, `title` on its button."""

    key: str
    title: str
    signal: str
    act: str
    signalled_by: str
    inform: str


def proposals(say: Say) -> tuple[Proposed, ...]:
    """What can happen in almost every case, from the first sign to the end of a measure."""
    director = say("case director")
    both = say("case director, contact person of the victim")
    return (
        Proposed(
            "breach",
            say("Breach"),
            say("A ban or an order is breached"),
            say("In danger call 112. The police record it the same day and keep what shows it."),
            say("whoever sees it"),
            say("case director, prosecution"),
        ),
        Proposed(
            "message",
            say("Message"),
            say("A message, a call or a gift, also through others"),
            say("Do not answer. Keep it as it is and hand it to the police."),
            say("whoever gets it"),
            both,
        ),
        Proposed(
            "sighting",
            say("Sighting"),
            say("The alleged perpetrator is seen nearby"),
            say("Call 112 and say the agreed word. Stay inside, or go where people are."),
            say("whoever sees it"),
            both,
        ),
        Proposed(
            "child",
            say("Missing child"),
            say("A child is not where it should be, or is not brought back"),
            say("Call 112 at once. Do not go and look alone; say who saw the child last, and when."),
            say("parent, school or whoever has care of the child"),
            say("case director, contact person of the children"),
        ),
        Proposed(
            "ending",
            say("Order ends"),
            say("An order or a measure ends within two weeks"),
            say("Ask for it to go on, or agree before the last day what takes its place."),
            say("the organisation that keeps to it"),
            director,
        ),
        Proposed(
            "release",
            say("Comes free"),
            say("The alleged perpetrator comes free or gets leave"),
            say("Tell the victim before that moment, and look that same day whether bans and alarms work."),
            say("prosecution or probation"),
            both,
        ),
    )
