"""The times of a date poll, for whoever holds a personal link: yes, if need be or no to each."""

from datetime import datetime

from markupsafe import Markup
from starlette.responses import Response

from models.terms import PollChoice
from pages.door.asked import done
from pages.door.call import Call
from pages.door.layout import page, summary
from pages.door.markup import el, join
from pages.door.radios import Choice, choices
from pages.frame.refusal import sentence
from services.polls.actions import answer_poll
from services.polls.facts import AnswerPoll, PollByLink
from services.polls.queries import poll_by_link
from services.polls.rules import PollClosed, PollWrong
from services.wording import Say
from services.wording.labels import label

_SIGNS = {PollChoice.YES: "✓", PollChoice.IF_NEEDED: "~", PollChoice.NO: "✕"}


def poll_page(call: Call, secret: str, error: str = "", *, saved: bool = False) -> Response:
    """The page of a poll; `saved`: answers were kept just now."""
    say = call.say
    poll = poll_by_link(call.visitor_work, call.places["id"], secret, ip=call.ip)
    until = say(
        "{day}, {time}", day=say.day(poll.closes_at, year=False), time=say("{time} h", time=say.time(poll.closes_at))
    )
    about = say(
        "{kind}, {code_name}, {n} minutes", kind=label(say, poll.kind), code_name=poll.code_name, n=poll.minutes
    )
    deadline = (
        say("Please answer by {until}.", until=until) if poll.open else say("This poll closed on {until}.", until=until)
    )
    body = el(
        "div",
        el("p", el("strong", about), class_="when"),
        el("p", deadline),
        el(
            "p",
            say("This link is for {name}. Case director: {director}.", name=poll.name, director=poll.director),
            class_="soft",
        ),
        _kept(say, poll, until) if saved else None,
        summary(call, {}, {"": error} if error else {}),
        _forms(call, secret, poll) if poll.open else _own_answers(say, poll),
        class_="card",
    )
    help_text = el("p", say("Does no time suit you? Call the case director who invited you."), class_="soft below")
    return page(call, say("When can you come?"), body, help_text, status=422 if error else 200, script="link.js")


def poll_answered(call: Call, secret: str) -> Response:
    """Keeps what was said to the times and shows it. The button for all of them says yes to each."""
    invitation_id = call.places["id"]
    said = {key.removeprefix("t-"): value for key, value in call.form.items() if key.startswith("t-")}
    if call.form.get("alles"):
        seen = poll_by_link(call.visitor_work, invitation_id, secret, ip=call.ip)
        said = {option_id: PollChoice.YES.value for option_id, _, _ in seen.options}
    known = {choice.value: choice for choice in PollChoice}
    order = AnswerPoll(invitation_id, secret, {key: known[value] for key, value in said.items() if value in known})
    try:
        answer_poll(call.visitor_work, order, ip=call.ip)
    except (PollClosed, PollWrong) as refused:
        return poll_page(call, secret, sentence(refused, call.say))
    return poll_page(call, secret, saved=True)


def _forms(call: Call, secret: str, poll: PollByLink) -> Markup:
    """One form for all of them at once, one to say it for each time. In forms of their own: Enter saves, never more."""
    say = call.say
    return el(
        "div",
        _form(call, secret, el("button", say("Yes to all"), name="alles", value="ja", type="submit", class_="quiet")),
        _form(
            call,
            secret,
            [_one_time(call, poll, number) for number in range(len(poll.options))],
            el("button", say("Save my answers"), type="submit"),
        ),
        class_="poll",
    )


def _form(call: Call, secret: str, *inside: object) -> Markup:
    hidden = [el("input", type="hidden", name=n, value=v) for n, v in (("secret", secret), ("doen", "peiling"))]
    return el("form", hidden, inside, method="post", action=call.path, novalidate=True)


def _one_time(call: Call, poll: PollByLink, number: int) -> Markup:
    say, (option_id, start, end) = call.say, poll.options[number]
    offered = [Choice(choice.value, label(say, choice), _SIGNS[choice]) for choice in PollChoice]
    kept = poll.mine.get(option_id)
    chosen = "" if call.form.get("alles") else call.form.get(f"t-{option_id}", "")
    return el(
        "div",
        choices(f"t-{option_id}", _title(say, start, end), offered, chosen or (kept.value if kept else ""), row=True),
        _others(say, poll, option_id),
        class_="time",
    )


def _title(say: Say, start: datetime, end: datetime) -> Markup:
    """The day, and the hours kept together on one line."""
    return join(say.day(start, year=False), ", ", el("span", f"{say.time(start)}–{say.time(end)}", class_="hours"))


def _others(say: Say, poll: PollByLink, option_id: str) -> Markup | None:
    said = poll.others.get(option_id, ())
    if not said:
        return None
    words = [say("{name}: {choice}", name=name, choice=label(say, choice).lower()) for name, choice in said]
    return el("p", say("Others: {who}.", who=say.listed(words)), class_="hint")


def _own_answers(say: Say, poll: PollByLink) -> Markup:
    rows = [
        el("li", say.span(start, end), ": ", label(say, poll.mine[key]) if key in poll.mine else say("no answer"))
        for key, start, end in poll.options
    ]
    return el("ul", rows, class_="rows")


def _kept(say: Say, poll: PollByLink, until: str) -> Markup:
    left = len(poll.options) - len(poll.mine)
    more = (
        say.plural("{n} time is still without an answer.", "{n} times are still without an answer.", left)
        if left
        else ""
    )
    lines = (say("Saved. You can change this until {until}.", until=until), more)
    return done(say, *(line for line in lines if line))
