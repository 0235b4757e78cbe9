"""The turns of phrase that every letter shares."""

from datetime import datetime

from models.terms import MeetingKind
from services.messages.facts import InvitationText
from services.wording.speech import Say

_IN_FULL = {
    MeetingKind.CASE_CONFERENCE: "a case conference",
    MeetingKind.ACTION_MEETING: "an action meeting",
    MeetingKind.REVIEW: "a review meeting",
    MeetingKind.COORDINATION: "a coordination by phone",
}
_SHORT = {
    MeetingKind.CASE_CONFERENCE: "MDO",
    MeetingKind.ACTION_MEETING: "action meeting",
    MeetingKind.REVIEW: "review meeting",
    MeetingKind.COORDINATION: "coordination by phone",
}


def kind_in_full(text: InvitationText, say: Say) -> str:
    """'een multidisciplinair overleg'."""
    return say(_IN_FULL[text.kind])


def kind_in_short(text: InvitationText, say: Say) -> str:
    """'MDO'."""
    return say(_SHORT[text.kind])


def item_title(text: InvitationText, say: Say) -> str:
    """'MDO, Zaak Heggemus': the title of a calendar item."""
    kind = kind_in_short(text, say)
    return marked(f"{kind[:1].upper()}{kind[1:]}, {text.code_name}", say, fictional=text.fictional)


def heading(text: InvitationText, say: Say) -> dict[str, str]:
    """The places of a subject: which kind of meeting, and when."""
    return {"meeting": kind_in_short(text, say), "when": day_and_time(text.starts_at, say)}


def day_and_time(when: datetime, say: Say) -> str:
    """'woensdag 25 november 10.30 uur'."""
    return f"{say.day(when, year=False)} {say('{time} h', time=say.time(when))}"


def stretch(starts_at: datetime, ends_at: datetime, say: Say) -> str:
    """'woensdag 25 november 2026, 10.30 tot 12.00 uur'."""
    return say(
        "{day}, {start} to {end}",
        day=say.day(starts_at),
        start=say.time(starts_at),
        end=say("{time} h", time=say.time(ends_at)),
    )


def marked(words: str, say: Say, *, fictional: bool) -> str:
    """A subject or title; practice is called practice."""
    return say("[Fictional] {words}", words=words) if fictional else words


def letter_of(subject: str, paragraphs: tuple[str, ...], say: Say, *, fictional: bool) -> tuple[str, str]:
    """Subject and body of a letter of these paragraphs, each ending as every one does: add no case information."""
    before = (say("This is a fictional case, for practice."),) if fictional else ()
    after = (say("This message holds no case information on purpose. Please add none in your reply."),)
    return marked(subject, say, fictional=fictional), "\n\n".join((*before, *paragraphs, *after)) + "\n"
