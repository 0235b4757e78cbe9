"""What whoever holds a personal link is asked about an announced meeting: do they come, and what else they can do."""

from collections.abc import Mapping

from markupsafe import Markup
from starlette.responses import Response

from models.terms import InvitationAnswer
from pages.door.call import Call
from pages.door.layout import Field, box, code_field, form, page, summary
from pages.door.markup import el
from pages.door.radios import Choice, choices
from pages.frame.refusal import sentence
from services.meetings.answers import AnswerRefused, answer_invitation, asked_by_link, calendar_by_link
from services.meetings.deputies import LONGEST_NAME, LONGEST_NUMBER, DeputyWrong
from services.meetings.facts import AskedByLink
from services.meetings.orders import AnswerInvitation, ProposedDeputy
from services.messages.leaving import ITEM_NAME, MailLeaks
from services.wording import Say
from services.wording.labels import label

Errors = Mapping[str, str]
_NEW = "nieuw"
_PLACES = {"answer": "answer-keuze", "deputy": "deputy-keuze"} | {
    name: name for name in ("name", "function", "email", "phone", "code")
}


def asked_page(
    call: Call, secret: str, asked: AskedByLink, errors: Errors | None = None, *, saved: bool = False
) -> Response:
    """The page of an announced meeting. `saved`: the answer was kept just now."""
    say, errors = call.say, errors or {}
    meeting = el(
        "div",
        el("p", el("strong", say.span(asked.starts_at, asked.ends_at)), class_="when"),
        el("p", f"{label(say, asked.kind)}, {asked.code_name}"),
        el(
            "p",
            say("This link is for {name}. Case director: {director}.", name=asked.name, director=asked.director),
            class_="soft",
        ),
        _kept(say, asked) if saved else None,
        el("p", say("The meeting has begun. Call the case director to change your answer.")) if asked.begun else None,
        None if asked.begun else _answer_form(call, secret, asked, errors),
        class_="card",
    )
    return page(
        call,
        say("Are you coming?"),
        meeting,
        _calendar(call, secret),
        _code(call, secret, errors),
        el("p", say("No code, or does it not work? Call the case director who invited you."), class_="soft below"),
        status=422 if errors else 200,
        script="link.js",
    )


def answered(call: Call, secret: str) -> Response:
    """Keeps an answer and shows it; a refusal stands where it belongs, and what was typed stays."""
    order = _order(call, secret)
    errors: Errors = {}
    try:
        answer_invitation(call.visitor_work, order, ip=call.ip)
    except AnswerRefused as refused:
        errors = {"answer": sentence(refused, call.say)}
    except DeputyWrong as refused:
        errors = {str(refused.fields["field"]): sentence(refused, call.say)}
    asked = asked_by_link(call.visitor_work, call.places["id"], secret, ip=call.ip)
    return asked_page(call, secret, asked, errors, saved=not errors)


def own_calendar_item(call: Call, secret: str) -> Response:
    """The own invitation as a file for a calendar. Asked by POST, so that no address gives it."""
    try:
        item = calendar_by_link(call.visitor_work, call.places["id"], secret, ip=call.ip)
    except (AnswerRefused, MailLeaks) as refused:
        asked = asked_by_link(call.visitor_work, call.places["id"], secret, ip=call.ip)
        return asked_page(call, secret, asked, {"": _not_now(call, refused)})
    headers = {"content-disposition": f'attachment; filename="{ITEM_NAME}"'}
    return Response(item, media_type="text/calendar; charset=utf-8", headers=headers)


def _not_now(call: Call, refused: AnswerRefused | MailLeaks) -> str:
    """A guest hears where to turn to, and nothing of what the leak guard found."""
    if isinstance(refused, MailLeaks):
        return call.say("There is no calendar item at the moment. Call the case director.")
    return sentence(refused, call.say)


def _order(call: Call, secret: str) -> AnswerInvitation:
    typed, sequence = call.form, call.form.get("sequence", "")
    answer = next((one for one in InvitationAnswer if one.value == typed.get("answer")), InvitationAnswer.OPEN)
    known = typed.get("deputy", _NEW)
    deputy = ProposedDeputy(
        name=typed.get("name", ""),
        function=typed.get("function", ""),
        email=typed.get("email", ""),
        phone=typed.get("phone", ""),
        professional_id="" if known == _NEW else known,
    )
    return AnswerInvitation(
        call.places["id"],
        secret,
        answer,
        deputy if answer is InvitationAnswer.DEPUTY else None,
        sequence=int(sequence) if sequence.isdecimal() and len(sequence) < 9 else None,
    )


def _answer_form(call: Call, secret: str, asked: AskedByLink, errors: Errors) -> Markup:
    say = call.say
    offered = (
        Choice(InvitationAnswer.YES.value, say("I am coming"), "✓"),
        Choice(InvitationAnswer.NO.value, say("I am not coming"), "✕"),
        Choice(InvitationAnswer.DEPUTY.value, say("I send a deputy"), "↷", below=_deputy_boxes(call, asked, errors)),
        Choice(
            InvitationAnswer.INFORMATION.value,
            say("I give information in writing"),
            "✎",
            below=el(
                "p",
                say("You write it after entering your code, further down, or tell the case director."),
                class_="hint",
            ),
        ),
    )
    chosen = call.form.get("answer") or asked.answer.value
    return el(
        "form",
        summary(call, _PLACES, {name: text for name, text in errors.items() if name != "code"}),
        _hidden(secret=secret, doen="antwoord", sequence=str(asked.sequence)),
        choices("answer", say("Your answer"), offered, chosen, error=errors.get("answer", "")),
        el("button", say("Send my answer"), type="submit"),
        method="post",
        action=call.path,
        novalidate=True,
    )


def _deputy_boxes(call: Call, asked: AskedByLink, errors: Errors) -> Markup:
    """A known deputy to choose, or somebody else to type. They hear nothing before the case director agrees."""
    say, typed = call.say, call.form
    before = asked.proposed or ProposedDeputy("")
    known = [Choice(who, name) for who, name in asked.deputies]
    pick = None
    if known:
        chosen = typed.get("deputy") or before.professional_id or (_NEW if before.name else known[0].value)
        offered = [*known, Choice(_NEW, say("Somebody else"))]
        pick = choices("deputy", say("Who comes?"), offered, chosen, error=errors.get("deputy", ""))
    own = ProposedDeputy("") if before.professional_id else before

    def field(name: str, words: str, kind: str = "text", longest: int = LONGEST_NAME) -> Markup:
        kept = getattr(own, name) if name in ("name", "function") else ""  # a number or address is typed, never told
        value = typed.get(name, kept)
        return box(call, Field(name, words, kind, value=value, longest=longest, needed=False), errors.get(name, ""))

    return el(
        "div",
        pick,
        el(
            "div",
            field("name", say("Name of your deputy")),
            field("function", say("Function")),
            field("email", say("E-mail address at work"), "email"),
            field("phone", say("Or phone number at work"), "tel", LONGEST_NUMBER),
            class_="typed-deputy" if known else None,
        ),
        el("p", say("The case director decides on this. Your deputy hears nothing before that."), class_="hint"),
    )


def _kept(say: Say, asked: AskedByLink) -> Markup:
    """What was kept, in one sentence: the same for every deputy, whoever it is."""
    words = {
        InvitationAnswer.YES: say("You are coming."),
        InvitationAnswer.NO: say("You are not coming."),
        InvitationAnswer.DEPUTY: say("You propose a deputy. The case director decides on this and lets you know."),
        InvitationAnswer.INFORMATION: say("You give information in writing. Enter your code below to write it."),
    }.get(asked.answer, "")
    return done(say, say("Saved: {what}", what=words), say("You can change this until the meeting begins."))


def done(say: Say, *lines: str) -> Markup:
    """What was kept just now; it has the focus, so that it is read first."""
    sign = el("span", "✓ ", aria_hidden="true")
    return el(
        "div",
        [el("p", sign if number == 0 else None, line) for number, line in enumerate(lines)],
        class_="done",
        role="status",
        tabindex="-1",
        autofocus=True,
    )


def _calendar(call: Call, secret: str) -> Markup:
    button = el("button", call.say("Put it in your calendar"), type="submit", class_="quiet")
    return el(
        "form", _hidden(secret=secret, doen="agenda"), button, method="post", action=call.path, class_="below alone"
    )


def _code(call: Call, secret: str, errors: Errors) -> Markup:
    say = call.say
    code = code_field(say)
    wrong = {name: text for name, text in errors.items() if name == "code"}
    return el(
        "section",
        el("h2", say("Go on with your code")),
        el("p", say("With it you read what the meeting is about and enter the conditions of your organisation.")),
        form(call, call.path, [code], say("Open"), errors=wrong, hidden={"secret": secret}, calm=True),
        class_="card",
    )


def _hidden(**values: str) -> list[Markup]:
    return [el("input", type="hidden", name=name, value=value) for name, value in values.items()]
