"""A document was found: which copy it is, whose it was, and what to do. Nothing of the file is kept."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from pages.frame.file_choice import file_choice
from pages.frame.markup import facts_list, heading, plain, rows, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.plan.versions.copy_words import copy_title, recall_words
from services.documents.copies.facts import Recognised, Sureness
from services.documents.copies.recognising import is_form, recognise, recognise_code
from services.documents.copies.told import how_sure
from services.wording import Say, label
from services.wording.labels import organisation_label

_UNKNOWN = "unknown"
Answer = Recognised | str | None


def render(screen: Screen) -> None:
    """Draws the two ways to ask, and the answer."""
    say = screen.say
    heading(
        say("Found document"),
        say("Somebody found or sent on a document. Find out which copy it is, for whom it was made, and what to do."),
    )
    left, right = st.columns(2, gap="medium")
    with left:
        answer: Answer = _by_file(screen)
    with right:
        answer = _by_code(screen) or answer
    if isinstance(answer, Recognised):
        _known(screen, answer)
    elif answer:
        _unknown(say)


def _by_file(screen: Screen) -> Answer:
    say = screen.say
    with st.container(key="card_found_file", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("You have the file")))
        return file_choice(
            screen,
            "found",
            _or_unknown(lambda content: recognise(screen.work, content)),
            label=say("Word, OpenDocument, PDF or text (5 MB at most)"),
            button=say("Look which copy this is"),
            hint=say("Also when it was saved again or changed. The file is not kept."),
            key="recognise_file",
        )


def _by_code(screen: Screen) -> Answer:
    say = screen.say
    with st.container(key="card_found_code", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("You have it on paper or as a picture")))
        with st.form("found_code", border=False):
            code = st.text_input(
                say("Copy code, at the top right of the page"),
                max_chars=40,
                key="found_code_typed",
                placeholder="7K3M 2QPA",
            )
            asked = st.form_submit_button(say("Look this code up"), type="primary")
        if not asked or not code.strip():
            hint = say("Eight letters and digits. Capitals, spaces and signs that look alike do not matter.")
            show(Markup('<p class="small">{}</p>').format(hint))
            return None
        with refusals_shown(say):
            return _or_unknown(lambda typed: recognise_code(screen.work, typed))(code)
    return None


def _or_unknown(ask: Callable[..., Recognised | None]) -> Callable[..., Recognised | str]:
    return lambda asked: ask(asked) or _UNKNOWN


def _unknown(say: Say) -> None:
    with st.container(key="card_found", gap="small"):
        text = say("This is no document of a case that you direct.")
        advice = say(
            "It may be of another case, or not ours. Hand it to the coordinator of your region or to whoever runs the "
            "planner: they can look up any copy. Do not send it on by mail."
        )
        show(Markup('<h2 role="status">{}</h2><p>{}</p><p>{}</p>').format(say("Not known here"), text, advice))


def _known(screen: Screen, found: Recognised) -> None:
    say, copy = screen.say, found.copy
    with st.container(key="card_found", gap="small"):
        title = copy_title(say, copy.audience)
        show(Markup('<h2 role="status">{} {}</h2><p>{}</p>').format(title, _sure(say, found), how_sure(say, found)))
        show(facts_list(_facts(say, found)))
        show(Markup("<h3>{}</h3>").format(say("What to do")))
        show(rows([Markup('<li class="row">{}</li>').format(text) for text in _advice(say, found)]))
        if found.case_id:
            place, text = ("voorwaarden", say("To the conditions of this case"))
            if not is_form(copy):
                place, text = ("versies", say("To versions and copies of this case"))
            screen.link(place, plain(text), found.case_id, icon=":material/arrow_forward:")


def _sure(say: Say, found: Recognised) -> Markup:
    words = {
        Sureness.VERY_BYTES: (say("the very file"), "green"),
        Sureness.SAME_WORDS: (say("the same words"), "green"),
        Sureness.CHANGED: (say("changed since"), "red"),
        Sureness.CODE_ONLY: (say("by its code"), "blue"),
        Sureness.EDITION: (say("copy not known"), "orange"),
    }
    return tag(*words[found.how])


def _facts(say: Say, found: Recognised) -> list[tuple[str, str]]:
    copy, unsure = found.copy, not found.certain and found.alike > 1
    home = organisation_label(say, copy.for_organisation) if copy.for_organisation else ""
    whom = ", ".join(part for part in (copy.for_whom, home) if part)
    version = f"{copy.version} ({label(say, copy.status).lower()})" if copy.status else say("no edition of the plan")
    nothing = say("not known")
    lines = [
        (say("Copy code"), copy.copy_code or nothing),
        (say("Made for"), whom or (nothing if unsure else say("nobody by name"))),
    ]
    if not is_form(copy):
        lines += [
            (say("Version"), version),
            (say("Taken by"), copy.issued_to or nothing),
        ]
    lines.append((say("Made on"), nothing if unsure else say.moment(copy.issued_at)))
    if copy.recalled_at:
        lines.append((say("Called back"), recall_words(say, copy)))
    return lines


def _advice(say: Say, found: Recognised) -> list[str]:
    copy = found.copy
    told = [say("Take the document in, and ask whoever found it whether it was copied, photographed or sent on.")]
    if is_form(copy):
        told.append(say("Call who it was made for. What is filled in is with whoever read it: tell who it concerns."))
    elif copy.awaited:
        told.append(say("This copy was called back: record what became of it with versions and copies."))
    elif copy.recalled_at is None:
        told.append(say("Call the copy back with versions and copies, so that it is followed up."))
    if found.how is Sureness.CHANGED:
        told.append(say("Somebody changed the words. Do not act on them; open the copy as it was issued beside it."))
    told.append(
        say(
            "Did it come to somebody it was not meant for? Then it is a data leak: report it to the data protection "
            "officer of your organisation at once, and weigh with the police whether somebody is less safe by it."
        )
    )
    return told
