"""The words of every letter about one meeting (tone: `screens.md` section 7)."""

from collections.abc import Callable, Mapping

from services.messages.facts import InvitationText, Letter
from services.messages.phrases import day_and_time, heading, kind_in_full, kind_in_short, letter_of, stretch
from services.messages.rules import check_lines
from services.wording.speech import Say


def words(letter: Letter, text: InvitationText, say: Say) -> tuple[str, str]:
    """Subject and body of a letter. Raises `MessageFieldWrong`."""
    check_lines(text)
    return _WRITTEN[letter](text, say)


def invitation(text: InvitationText, say: Say) -> tuple[str, str]:
    """Subject and body of a personal invitation. Raises `MessageFieldWrong`."""
    return words(Letter.INVITATION, text, say)


def _invitation(text: InvitationText, say: Say) -> tuple[str, str]:
    lines = (
        say(
            "You are invited to {meeting} ({code_name}) on {day}, from {start} to {end}.",
            meeting=kind_in_full(text, say),
            code_name=text.code_name,
            day=say.day(text.starts_at),
            start=say.time(text.starts_at),
            end=say("{time} h", time=say.time(text.ends_at)),
        ),
        *_answer_and_conditions(text, say),
        say("It does not work online? Call the case director, and we will fill it in together."),
    )
    return _signed(say("Invitation {meeting}, {when}", **heading(text, say)), lines, text, say)


def _moved(text: InvitationText, say: Say) -> tuple[str, str]:
    times = [say("New time: {stretch}.", stretch=stretch(text.starts_at, text.ends_at, say))]
    if text.was:
        times.append(say("Was: {stretch}. That time no longer holds.", stretch=stretch(*text.was, say)))
    lines = (
        say("The meeting ({code_name}) has been moved.", **_code_name(text)),
        "\n".join(times),
        say("Your link is the same as before, but what you answered was for the other time. Please answer anew."),
        *_answer_and_conditions(text, say),
    )
    return _signed(say("Moved: {meeting}, now {when}", **heading(text, say)), lines, text, say)


def _place(text: InvitationText, say: Say) -> tuple[str, str]:
    """Names no place: whoever reads along in a mailbox need not know where these people meet."""
    lines = (
        say(
            "The meeting ({code_name}) on {day}, {time} is held in another place, or online. The time stays the same.",
            **_when(text, say),
        ),
        say("Where it is you read by your personal link, with your code:") + f"\n{text.link}",
        say("What you answered still holds. If you cannot come there, change your answer by the same link."),
        _ask_the_director(text, say),
    )
    return _signed(say("Another place: {meeting}, {when}", **heading(text, say)), lines, text, say)


def _withdrawal(text: InvitationText, say: Say) -> tuple[str, str]:
    if text.poll_closes_at:
        return _poll_called_off(text, say)
    starts_at, _ = text.was or (text.starts_at, text.ends_at)
    lines = (
        say(
            "The meeting ({code_name}) on {day}, {time} will not take place.",
            code_name=text.code_name,
            day=say.day(starts_at),
            time=say("{time} h", time=say.time(starts_at)),
        ),
        say("Your personal link no longer works. If another time is chosen, you will get a new invitation."),
    )
    places = {"meeting": kind_in_short(text, say), "when": day_and_time(starts_at, say)}
    return _signed(say("Called off: {meeting}, {when}", **places), lines, text, say)


def _poll_called_off(text: InvitationText, say: Say) -> tuple[str, str]:
    lines = (
        say(
            "No time is looked for any more for {meeting} ({code_name}). You need not tell us when you can.",
            meeting=kind_in_full(text, say),
            **_code_name(text),
        ),
        say("Your personal link no longer works. If another time is chosen, you will get a new invitation."),
    )
    return _signed(say("Called off: {meeting}", meeting=kind_in_short(text, say)), lines, text, say)


def _poll(text: InvitationText, say: Say) -> tuple[str, str]:
    closes = day_and_time(text.poll_closes_at or text.starts_at, say)
    lines = (
        say(
            "We are looking for a time for {meeting} ({code_name}).",
            meeting=kind_in_full(text, say),
            **_code_name(text),
        ),
        say("Tell us by {until} at the latest which times suit you. You need no code for this:", until=closes)
        + f"\n{text.link}",
        say("Keep this link: if a time is found, you use it again to answer."),
        say("It does not work online? Call the case director, and we will fill it in together."),
    )
    places = {"meeting": kind_in_short(text, say), "until": closes}
    return _signed(say("When can you? {meeting}, please answer by {until}", **places), lines, text, say)


def _stood_in(text: InvitationText, say: Say) -> tuple[str, str]:
    if text.poll_closes_at:
        return _stood_in_poll(text, say)
    lines = (
        say(
            "Somebody else comes in your place to the meeting ({code_name}) on {day}, {time}. Thank you.",
            **_when(text, say),
        ),
        say("You need not do anything: the meeting leaves your calendar, and your personal link no longer works."),
    )
    return _signed(say("You are replaced: {meeting}, {when}", **heading(text, say)), lines, text, say)


def _stood_in_poll(text: InvitationText, say: Say) -> tuple[str, str]:
    lines = (
        say(
            "Somebody else answers in your place when {meeting} ({code_name}) can be. Thank you.",
            meeting=kind_in_full(text, say),
            **_code_name(text),
        ),
        say("You need not do anything. Your personal link no longer works."),
    )
    return _signed(say("You are replaced: {meeting}", meeting=kind_in_short(text, say)), lines, text, say)


def _deputy_declined(text: InvitationText, say: Say) -> tuple[str, str]:
    lines = (
        say(
            "The deputy whom you proposed cannot come in your place to the meeting ({code_name}) on {day}, {time}.",
            **_when(text, say),
        ),
        say("Please come yourself, or give your information in writing. Tell us by your personal link:")
        + f"\n{text.link}",
        _ask_the_director(text, say),
    )
    return _signed(say("Please answer once more: {meeting}, {when}", **heading(text, say)), lines, text, say)


_WRITTEN: Mapping[Letter, Callable[[InvitationText, Say], tuple[str, str]]] = {
    Letter.INVITATION: _invitation,
    Letter.MOVED: _moved,
    Letter.PLACE: _place,
    Letter.WITHDRAWN: _withdrawal,
    Letter.POLL: _poll,
    Letter.STOOD_IN: _stood_in,
    Letter.DEPUTY_DECLINED: _deputy_declined,
}


def _answer_and_conditions(text: InvitationText, say: Say) -> tuple[str, ...]:
    """How to answer, without a code, and how to enter conditions where they are asked, with the code that comes by
    phone."""
    due = day_and_time(text.conditions_due_at, say)
    answer = (
        say(
            "Tell us by your personal link whether you come. If you cannot, send a deputy or give your information in "
            "writing. You need no code to answer:"
        )
        + f"\n{text.link}",
    )
    if not text.conditions_asked:
        return answer
    enter = say("Enter your conditions there as well, by {due} at the latest.", due=due)
    return (*answer, f"{enter} {_code_comes_by_phone(text, say)}")


def _code_comes_by_phone(text: InvitationText, say: Say) -> str:
    if text.director_name:
        return say(
            "For that you need a code; the case director, {director}, gives it to you by phone.",
            director=text.director_name,
        )
    return say("For that you need a code; the case director gives it to you by phone.")


def _ask_the_director(text: InvitationText, say: Say) -> str:
    if text.director_name:
        return say("Questions? Call the case director, {director}.", director=text.director_name)
    return say("Questions? Call the case director.")


def _code_name(text: InvitationText) -> dict[str, str]:
    return {"code_name": text.code_name}


def _when(text: InvitationText, say: Say) -> dict[str, str]:
    time = say("{time} h", time=say.time(text.starts_at))
    return {"code_name": text.code_name, "day": say.day(text.starts_at), "time": time}


def _signed(subject: str, lines: tuple[str, ...], text: InvitationText, say: Say) -> tuple[str, str]:
    return letter_of(subject, lines, say, fictional=text.fictional)
