"""The words of a reminder: everything that is still asked of one person, over all their meetings, in one mail."""

from collections.abc import Iterable, Sequence
from datetime import date

from services.messages.facts import InvitationText, Matter, OpenPoint
from services.messages.phrases import day_and_time, heading, letter_of
from services.messages.rules import check_lines
from services.wording.speech import LOCAL, Say


def reminder(points: Sequence[OpenPoint], say: Say, *, today: date) -> tuple[str, str]:
    """Subject and body that list what is open for one person, seen from the local day `today`; at least one point.

    Each meeting stands under its own code name with its own link. Raises `MessageFieldWrong`.
    """
    for point in points:
        check_lines(point.text)
    meetings = _by_meeting(points)
    done = say("Already done? Then there is nothing you need to do.")
    fictional = any(point.text.fictional for point in points)
    if len(meetings) == 1:
        [(text, asked)] = meetings
        subject = say("Reminder: {meeting}, {when}", **_heading(text, asked, say))
        return letter_of(subject, (*_block(text, asked, say, today, named=False), done), say, fictional=fictional)
    lines = [say("We would still like to hear from you about {n} meetings.", n=len(meetings))]
    for text, asked in meetings:
        lines += _block(text, asked, say, today, named=True)
    subject = say("Reminder: {n} meetings wait for your answer", n=len(meetings))
    return letter_of(subject, (*lines, done), say, fictional=fictional)


def _by_meeting(points: Iterable[OpenPoint]) -> list[tuple[InvitationText, tuple[OpenPoint, ...]]]:
    """By personal link, what is needed first in front."""
    ordered = sorted(points, key=lambda point: (point.until, point.text.link, point.matter))
    texts = {point.text.link: point.text for point in reversed(ordered)}
    links = dict.fromkeys(point.text.link for point in ordered)
    return [(texts[link], tuple(point for point in ordered if point.text.link == link)) for link in links]


def _heading(text: InvitationText, asked: tuple[OpenPoint, ...], say: Say) -> dict[str, str]:
    """A poll has no time yet: until when it can be answered stands there instead."""
    if any(point.matter is Matter.POLL for point in asked):
        until = min(point.until for point in asked)
        return heading(text, say) | {"when": say("answer by {until}", until=day_and_time(until, say))}
    return heading(text, say)


def _block(
    text: InvitationText, asked: tuple[OpenPoint, ...], say: Say, today: date, *, named: bool
) -> tuple[str, ...]:
    """What is asked about one meeting, and its link."""
    wishes = "\n".join(_wish(point, say, today) for point in asked)
    title = f"{text.code_name}, {_heading(text, asked, say)['meeting']}"
    lines = f"{title}\n{wishes}" if named else wishes
    how = _how([point.matter for point in asked], say)
    return (f"{lines}\n{how}\n{text.link}",) if named else (lines, f"{how}\n{text.link}")


def _how(matters: list[Matter], say: Say) -> str:
    if matters == [Matter.CONDITIONS]:
        return say("You have none? Tell us by the same link:")
    if Matter.CONDITIONS in matters:
        return say("Tell us by your personal link, also when you have no conditions:")
    return say("Tell us by your personal link:")


def _wish(point: OpenPoint, say: Say, today: date) -> str:
    text, until = point.text, point.until.astimezone(LOCAL)
    hour = say("{time} h", time=say.time(until))
    if point.matter is Matter.POLL:
        when = say("{time} today", time=hour) if until.date() == today else day_and_time(until, say)
        return say("We are looking for a time and would like to know by {until} when you can.", until=when)
    day = say.day(text.starts_at, year=False)
    if point.matter is Matter.ANSWER:
        time = say("{time} h", time=say.time(text.starts_at))
        return say("We would like to know whether you come on {day} at {time}.", day=day, time=time)
    if until.date() == today:
        return say("We would like your conditions for {day} by {time} today.", day=day, time=hour)
    return say("We would like your conditions for {day} by {due}.", day=day, due=day_and_time(until, say))
