"""The look of door pages: one calm column, the planner's name, the other language, our own style sheet and font."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from pages.door.call import Call
from pages.door.markup import el, join
from services.wording import Say

_SCRIPTS = ("door.js",)


@dataclass(frozen=True)
class Field:
    """One labelled box of a form."""

    name: str
    label: str
    kind: str = "text"
    hint: str = ""
    complete: str = "off"
    value: str = ""
    longest: int = 254
    digits: bool = False
    code: bool = False
    needed: bool = True


def code_field(say: Say) -> Field:
    """The box for the code of a personal link, which is told by phone."""
    hint = say("The case director told you this code by phone.")
    return Field("code", say("Code of eight signs"), hint=hint, longest=12, code=True)


def page(call: Call, title: str, *body: object, wide: bool = False, status: int = 200, script: str = "") -> Response:
    """A whole door page. `script` names one more file of ours to load."""
    say, region = call.say, call.premises.settings.region
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", f"{title} – MDO-planner"),
        el("link", rel="icon", type="image/png", href="/assets/icon.png"),
        el("link", rel="stylesheet", href="/assets/door.css"),
        [el("script", src=f"/assets/{name}", defer=True) for name in (*_SCRIPTS, script) if name],
    )
    mark = el("p", say("Fictional – practice region"), class_="practice") if call.practice else None
    banner = el(
        "header",
        mark,
        el(
            "div",
            el("p", el("strong", "MDO-planner"), " ", el("span", region), class_="brand"),
            _language_switch(call),
            class_="bar",
        ),
    )
    main = el("main", el("h1", title), *body, class_="wide" if wide else None, id="inhoud")
    whole = join(Markup("<!DOCTYPE html>"), el("html", head, el("body", banner, main), lang=call.visit.language))
    return HTMLResponse(whole, status)


def notice(call: Call, title: str, *words: str, status: int = 200, onward: tuple[str, str] | None = None) -> Response:
    """A page that only says something, with at most one way on (words, address)."""
    say = call.say
    text, address = onward or (say("To the start"), "/")
    body = el("div", [el("p", line) for line in words], el("p", el("a", text, href=address, class_="button")))
    return page(call, title, el("div", body, class_="card"), status=status)


def form(
    call: Call,
    action: str,
    fields: Sequence[Field],
    button: str,
    *,
    errors: Mapping[str, str] | None = None,
    hidden: Mapping[str, str] | None = None,
    above: object = None,
    calm: bool = False,
) -> Markup:
    """A form whose refusals stand under their field and, gathered, on top. The key "" is about the form as a whole.

    The gathered list has the focus when the page opens, so that it is read first.
    """
    errors = errors or {}
    return el(
        "form",
        summary(call, {one.name: one.name for one in fields}, errors),
        above,
        [el("input", type="hidden", name=name, value=value) for name, value in (hidden or {}).items()],
        [box(call, one, errors.get(one.name, "")) for one in fields],
        el("button", button, type="submit", class_="quiet" if calm else None),
        method="post",
        action=action,
        novalidate=True,
    )


def summary(call: Call, places: Mapping[str, str], errors: Mapping[str, str]) -> Markup | None:
    """The refusals together, first on the form, each leading to its place (`places`: element ids by name)."""
    if not errors:
        return None
    lines = [
        el("li", el("a", text, href=f"#{places[name]}") if name in places else text)
        for name, text in errors.items()
        if text
    ]
    title = el("h2", call.say("This cannot be sent yet"), id="fouten")
    return el("div", title, el("ul", lines), class_="errors", tabindex="-1", autofocus=True, aria_labelledby="fouten")


def box(call: Call, one: Field, error: str) -> Markup:
    """One labelled box, with its hint and what is wrong with it."""
    notes = [
        el("p", one.hint, class_="hint", id=f"{one.name}-hulp") if one.hint else None,
        el("p", el("span", "! ", aria_hidden="true"), error, class_="error", id=f"{one.name}-fout") if error else None,
    ]
    described = " ".join(part for part in (one.hint and f"{one.name}-hulp", error and f"{one.name}-fout") if part)
    typed = el(
        "input",
        id=one.name,
        name=one.name,
        type=one.kind,
        value=one.value or None,
        autocomplete=one.complete,
        maxlength=one.longest,
        inputmode="numeric" if one.digits else None,
        autocapitalize="characters" if one.code else "none" if one.kind != "text" or one.digits else None,
        spellcheck="false",
        required=one.needed,
        aria_describedby=described or None,
        aria_invalid="true" if error else None,
        class_="code" if one.code or one.digits else None,
    )
    show = el("button", call.say("Show"), type="button", class_="show", data_show=one.name, hidden=True)
    inside = el("div", typed, show, class_="with-show") if one.kind == "password" else typed
    return el("div", el("label", one.label, for_=one.name), *notes, inside, class_="field wrong" if error else "field")


def _language_switch(call: Call) -> Markup:
    other, words = ("en", "English") if call.visit.language == "nl" else ("nl", "Nederlands")
    back = (
        call.path if call.method == "GET" or call.path.startswith(("/u/", "/a/", "/uitnodiging/", "/oefenen/")) else "/"
    )
    return el(
        "form",
        el("input", type="hidden", name="naar", value=back),
        el("button", words, type="submit", lang=other, class_="link"),
        method="post",
        action=f"/taal/{other}",
        data_language=True,
    )
