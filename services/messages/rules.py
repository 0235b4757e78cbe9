"""The words of invitations, withdrawals and reminders, their calendar item, and the mail as it travels.

Content rule (`security.md` section 3): code name, time and link, nothing of the case. A mailbox may be read by others
and calendars are widely shared.
"""

import re
import unicodedata
from dataclasses import fields
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from icalendar import Calendar, Event, Timezone, vCalAddress

from models.terms import MeetingKind
from services.errors import ServiceError
from services.messages.facts import InvitationText, Mail
from services.wording.speech import LOCAL, Say

TRIES = 8
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")  # one plain address only
_FIRST_PAUSE = timedelta(minutes=1)

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

# Written out with its yearly rule (European summer time since 1996), because older calendars know no zone by name.
_AMSTERDAM = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


class MessageFieldWrong(ServiceError):
    """A line that goes into a message holds a line break or control character, or is no address. Field: `field`."""

    code = "messages.field_wrong"


def invitation(text: InvitationText, say: Say) -> tuple[str, str]:
    """Subject and body of a personal invitation (words: `screens.md` section 7). Raises `MessageFieldWrong`."""
    _check_lines(text)
    lines = (
        say(
            "You are invited to {meeting} ({code_name}) on {day}, from {start} to {end}.",
            meeting=say(_IN_FULL[text.kind]),
            code_name=text.code_name,
            day=say.day(text.starts_at),
            start=say.time(text.starts_at),
            end=say("{time} h", time=say.time(text.ends_at)),
        ),
        say(
            "Open your personal link and enter your conditions by {due} at the latest:",
            due=_day_and_time(text.conditions_due_at, say),
        )
        + f"\n{text.link}",
        _code_comes_by_phone(text, say),
        say("It does not work online? Call the case director, and we will fill it in together."),
        say("This message holds no case information on purpose. Please add none in your reply."),
    )
    return _subject(say("Invitation {meeting}, {when}", **_heading(text, say)), text, say), _body(lines, text, say)


def withdrawal(text: InvitationText, say: Say) -> tuple[str, str]:
    """Subject and body that call a meeting off. Raises `MessageFieldWrong`."""
    _check_lines(text)
    lines = (
        say(
            "The meeting ({code_name}) on {day}, {time} will not take place.",
            code_name=text.code_name,
            day=say.day(text.starts_at),
            time=say("{time} h", time=say.time(text.starts_at)),
        ),
        say("Your personal link no longer works. If another time is chosen, you will get a new invitation."),
        say("This message holds no case information on purpose. Please add none in your reply."),
    )
    return _subject(say("Called off: {meeting}, {when}", **_heading(text, say)), text, say), _body(lines, text, say)


def reminder(text: InvitationText, say: Say, *, today: date) -> tuple[str, str]:
    """Subject and body that ask for conditions not yet handed in, seen from the local day `today`.

    Raises `MessageFieldWrong`.
    """
    _check_lines(text)
    due = text.conditions_due_at.astimezone(LOCAL)
    when = say("{time} h", time=say.time(due))
    places = {"day": say.day(text.starts_at, year=False), "time": when}
    if due.date() == today:
        wish = say("We would like your conditions for {day} by {time} today.", **places)
    else:
        wish = say("We would like your conditions for {day} by {due}.", day=places["day"], due=_day_and_time(due, say))
    lines = (
        wish,
        say("You have none? Tell us by the same link:") + f"\n{text.link}",
        say("Already done? Then there is nothing you need to do."),
        say("This message holds no case information on purpose. Please add none in your reply."),
    )
    return _subject(say("Reminder: {meeting}, {when}", **_heading(text, say)), text, say), _body(lines, text, say)


def calendar_item(
    text: InvitationText, say: Say, *, made_at: datetime, organiser: str = "", cancel: bool = False
) -> str:
    """The iCalendar text of a meeting: METHOD REQUEST, or CANCEL. Names no attendee.

    `organiser` is the planner's own mail address, `made_at` zone-aware. Raises `MessageFieldWrong`.
    """
    _check_lines(text)
    calendar = Calendar()
    calendar.add("prodid", "-//MDO planner//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancel else "REQUEST")
    calendar.add_component(Timezone.from_ical(_AMSTERDAM))
    event = Event()
    event.add("uid", text.uid)
    event.add("sequence", text.sequence)
    event.add("dtstamp", made_at)
    event.add("dtstart", text.starts_at.astimezone(LOCAL))
    event.add("dtend", text.ends_at.astimezone(LOCAL))
    event.add("summary", _mark(f"{_capital(say(_SHORT[text.kind]))}, {text.code_name}", text, say))
    if not cancel:
        event.add("description", say("Your personal link: {link}", link=text.link))
    event.add("status", "CANCELLED" if cancel else "CONFIRMED")
    event.add("class", "PRIVATE")
    if organiser:
        event.add("organizer", vCalAddress(f"mailto:{organiser}"))
    calendar.add_component(event)
    return calendar.to_ical().decode()


def invitation_mail(text: InvitationText, say: Say, *, to: str, organiser: str, made_at: datetime) -> Mail:
    """The whole invitation to one attendee: words and calendar item. Raises `MessageFieldWrong`."""
    subject, body = invitation(text, say)
    return Mail(to, subject, body, calendar_item(text, say, made_at=made_at, organiser=organiser))


def withdrawal_mail(text: InvitationText, say: Say, *, to: str, organiser: str, made_at: datetime) -> Mail:
    """The whole withdrawal to one attendee; its calendar item takes the meeting out of the calendar.

    `text.sequence` must be higher than that of the invitation. Raises `MessageFieldWrong`.
    """
    subject, body = withdrawal(text, say)
    return Mail(to, subject, body, calendar_item(text, say, made_at=made_at, organiser=organiser, cancel=True))


def as_eml(mail: Mail, sender: str, made_at: datetime, message_id: str = "") -> bytes:
    """The mail as it travels (RFC 5322, CRLF, 7-bit): text, and the calendar item inline and as a file.

    The same `message_id` at every try lets a mail server recognise a repeat. Raises `MessageFieldWrong`.
    """
    check_mail(mail)
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(made_at)
    message["Auto-Submitted"] = "auto-generated"
    if message_id:
        message["Message-ID"] = f"<{message_id}@{sender.rpartition('@')[2].rstrip('>')}>"
    message.set_content(mail.body, cte="quoted-printable")
    if mail.calendar:
        method = str(Calendar.from_ical(mail.calendar)["METHOD"])
        message.add_alternative(mail.calendar, subtype="calendar", params={"method": method}, cte="base64")
        message.add_attachment(mail.calendar, subtype="calendar", filename="overleg.ics", cte="base64")
    return message.as_bytes()


def check_mail(mail: Mail) -> None:
    """Raises `MessageFieldWrong` when address or subject could not be a header line of its own."""
    if not _one_line(mail.subject):
        raise MessageFieldWrong(field="subject")
    if len(mail.to) > 254 or not _ADDRESS.fullmatch(mail.to):
        raise MessageFieldWrong(field="to")


def pause_after(tries: int) -> timedelta:
    """How long to wait after the first, second, ... failed try: one minute, doubled each time."""
    return _FIRST_PAUSE * 2 ** (tries - 1)


def _check_lines(text: InvitationText) -> None:
    for field in fields(text):
        value = getattr(text, field.name)
        if isinstance(value, str) and not _one_line(value):
            raise MessageFieldWrong(field=field.name)


def _one_line(text: str) -> bool:
    """No line break, control or direction mark that could start a header or disguise a name."""
    return not any(unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") for sign in text)


def _heading(text: InvitationText, say: Say) -> dict[str, str]:
    time = say("{time} h", time=say.time(text.starts_at))
    return {"meeting": say(_SHORT[text.kind]), "when": f"{say.day(text.starts_at, year=False)} {time}"}


def _day_and_time(when: datetime, say: Say) -> str:
    return f"{say.day(when, year=False)} {say('{time} h', time=say.time(when))}"


def _code_comes_by_phone(text: InvitationText, say: Say) -> str:
    if text.director_name:
        return say(
            "You need a code; the case director, {director}, gives it to you by phone.", director=text.director_name
        )
    return say("You need a code; the case director gives it to you by phone.")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _mark(words: str, text: InvitationText, say: Say) -> str:
    return say("[Fictional] {words}", words=words) if text.fictional else words


def _subject(words: str, text: InvitationText, say: Say) -> str:
    return _mark(words, text, say)


def _body(paragraphs: tuple[str, ...], text: InvitationText, say: Say) -> str:
    marked = (say("This is a fictional case, for practice."), *paragraphs) if text.fictional else paragraphs
    return "\n\n".join(marked) + "\n"
