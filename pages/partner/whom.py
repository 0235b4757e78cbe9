"""What a condition is about, whose behaviour, whose safety: three rows of chips, filled in as far as the case tells."""

from collections.abc import Sequence

import streamlit as st

from models.terms import ConditionKind, PersonRole
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain
from pages.frame.screen import Screen
from pages.plan.condition_words import People
from services.wording import label

_LIKELY = (
    ConditionKind.CONTACT,
    ConditionKind.CHILD_CONTACT,
    ConditionKind.PLACE,
    ConditionKind.SPEAKS_WITH,
    ConditionKind.DISCLOSURE,
    ConditionKind.DIGITAL,
    ConditionKind.CARE,
)
_OF_SUSPECT = frozenset(
    {
        ConditionKind.CONTACT,
        ConditionKind.CHILD_CONTACT,
        ConditionKind.PLACE,
        ConditionKind.MEASURE,
        ConditionKind.SPEAKS_WITH,
        ConditionKind.STOP_TALK,
    }
)
"""Kinds that speak, as a rule, of what the alleged perpetrator does."""


def whom(screen: Screen, form: DraftForm, people: People) -> None:
    """Question 1: kind, subject and who is protected, the people as chips by alias."""
    say = screen.say
    names = {ref: alias for ref, alias, _ in people}
    _kinds(screen, form, people)
    st.pills(
        say("Whose behaviour is it about? (optional)"),
        list(names),
        format_func=lambda ref: plain(names.get(ref, "")),
        key=form.key("subject"),
        on_change=form.save,
    )
    st.pills(
        say("Whom does it protect? (more than one is possible)"),
        list(names),
        format_func=lambda ref: plain(names.get(ref, "")),
        selection_mode="multi",
        key=form.key("protects"),
        on_change=form.save,
    )


def only_one(people: People, role: PersonRole) -> str | None:
    """The reference of the one person with this role; None when there are none or more."""
    found = [ref for ref, _, has in people if has == role.value]
    return found[0] if len(found) == 1 else None


def concerns_suspect(form: DraftForm, people: People) -> bool:
    """Whether a stop can be meant: it is about the suspect, or about who speaks with whom."""
    suspects = {ref for ref, _, role in people if role == PersonRole.SUSPECT.value}
    return form["subject"] in suspects or form["kind"] == ConditionKind.SPEAKS_WITH.value


def _kinds(screen: Screen, form: DraftForm, people: People) -> None:
    say = screen.say
    every = bool(form["every_kind"])
    offered = _offered(form, people, every=every)
    st.pills(
        say("What is it about?"),
        [kind.value for kind in offered],
        format_func=lambda value: plain(label(say, ConditionKind(value))),
        key=form.key("kind"),
        on_change=form.saver(lambda: _propose_subject(form, people)),
        required=True,
    )
    if not every:

        def show_all() -> None:
            form["every_kind"] = True

        with st.container(key="more_kinds"):
            st.button(say("Show all"), key=form.key("show_all"), type="tertiary", on_click=form.saver(show_all))


def _offered(form: DraftForm, people: People, *, every: bool) -> Sequence[ConditionKind]:
    if every:
        return tuple(ConditionKind)
    children = any(role == PersonRole.CHILD.value for _, _, role in people)
    return tuple(
        kind
        for kind in ConditionKind
        if kind.value == form["kind"] or (kind in _LIKELY and (children or kind is not ConditionKind.CHILD_CONTACT))
    )


def _propose_subject(form: DraftForm, people: People) -> None:
    """Fills in the suspect where the kind says so; who chose somebody else keeps that."""
    suspect = only_one(people, PersonRole.SUSPECT)
    if suspect is None or form["subject"] not in (None, suspect):
        return
    if form["subject"] is None or form["subject_proposed"]:
        fits = bool(form["kind"]) and ConditionKind(form["kind"]) in _OF_SUSPECT
        form["subject"], form["subject_proposed"] = (suspect, True) if fits else (None, False)
