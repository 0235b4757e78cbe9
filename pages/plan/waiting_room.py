"""The waiting room: forms that came in, what they say against what stands, and one click per row to take it over.

Every button carries the versions that were on the screen when it was drawn: nothing is taken over blind.
"""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from models.terms import FormStatus, RowAnswer
from pages.frame.markup import plain, rows, show, tag
from pages.frame.refusal import sentence
from pages.frame.screen import Screen
from pages.plan.form_rows import draw_rows, ticked
from pages.plan.form_upload import draw_form_upload, told_of_upload
from pages.plan.form_words import (
    block_title,
    came_in,
    form_tags,
    remark_words,
    settled_words,
    why_apart,
)
from services.documents.forms.facts import BlockShown, FormShown
from services.documents.forms.queries import forms_of
from services.documents.forms.taking_over import discard, leave_out, match, take_nothing_to_add, take_over
from services.documents.forms.waiting import NOTHING_ROW
from services.errors import ServiceError
from services.plans.queries import CaseState
from services.wording import Say, label
from services.wording.labels import organisation_label


def draw_waiting_room(screen: Screen, state: CaseState) -> None:
    """Draws the forms that wait, the way to read one in, and those that are done with folded away. For who directs the
    case; a closed case is only read."""
    if not state.leads:
        return
    say = screen.say
    forms = forms_of(screen.work, state.facts.id, say.language)
    going_on = [form for form in forms if form.status is not FormStatus.SETTLED]
    told_of_upload(say, state.facts.id)
    if going_on:
        title = say.plural("{n} Word form waits", "{n} Word forms wait", len(going_on))
        show(Markup('<h2 class="theme">{}</h2>').format(title))
    for form in going_on:
        _Card(screen, state, form).draw()
    if state.directs:
        draw_form_upload(screen, state.facts.id)
    _settled(say, [form for form in forms if form.status is FormStatus.SETTLED])


def _settled(say: Say, forms: list[FormShown]) -> None:
    if not forms:
        return
    lines = [
        Markup('<li class="row"><div class="grow"><h3>{} {}</h3><p class="small">{} · {}</p></div></li>').format(
            _whose(say, form), form_tags(say, form), came_in(say, form), settled_words(say, form)
        )
        for form in forms
    ]
    title = say.plural("{n} Word form done with", "{n} Word forms done with", len(forms))
    show(Markup("<details><summary>{}</summary>{}</details>").format(title, rows(lines)))


def _whose(say: Say, form: FormShown) -> str:
    return organisation_label(say, form.organisation) if form.organisation else say("Not known yet whose it is")


class _Card:
    """One form that waits or is set apart."""

    def __init__(self, screen: Screen, state: CaseState, form: FormShown) -> None:
        self.screen, self.state, self.form, self.say = screen, state, form, screen.say
        self.case_id = state.facts.id
        self.decides = state.directs and form.status is FormStatus.WAITING

    def draw(self) -> None:
        """Draws the card."""
        say, form = self.say, self.form
        with st.container(key=f"card_form_{form.id}", gap="small"):
            by = say("filled in by {name}", name=form.filled_in_by) if form.filled_in_by else ""
            notes = " · ".join(part for part in (by, came_in(say, form)) if part)
            show(
                Markup('<div class="line"><h3>{}</h3>{}</div><p class="small">{}</p>').format(
                    _whose(say, form), form_tags(say, form), notes
                )
            )
            self._problem()
            if form.status is FormStatus.SET_APART:
                self._apart()
            for remark in form.remarks:
                show(Markup('<p class="small">! {}</p>').format(remark_words(say, remark)))
            if form.nothing_to_add:
                self._nothing()
            for block in form.blocks:
                self._block(block)

    def _problem(self) -> None:
        if problem := st.session_state.pop(self._key("problem"), None):
            show(Markup('<p class="stop" role="alert">{}</p>').format(sentence(problem, self.say)))

    def _apart(self) -> None:
        say, form = self.say, self.form
        show(Markup('<p class="mind">{}</p>').format(why_apart(say, form)))
        attendees = self.state.meeting.attendees if self.state.meeting else ()
        names = {one.invitation_id: f"{organisation_label(say, one.organisation)}, {one.name}" for one in attendees}
        if not self.state.directs:
            return
        if form.hint in names:
            told = say("By its code it was made for {name}. Ask them when in doubt.", name=names[form.hint])
            show(Markup('<p class="small">{}</p>').format(told))
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            chosen = st.selectbox(
                say("Whose form is this?"),
                list(names),
                index=list(names).index(form.hint) if form.hint in names else None,
                format_func=lambda which: names.get(which, ""),
                key=self._key("whose"),
                placeholder=say("Choose"),
            )
            st.button(
                say("It is of them"),
                type="primary",
                key=f"match_{form.id}",
                disabled=chosen is None,
                on_click=self._doer(lambda: match(self.screen.work, self.case_id, form.id, str(chosen), form.version)),
            )
            with st.popover(say("Lay aside")):
                show(Markup("<p>{}</p>").format(say("Nothing is taken over from it. That cannot be undone.")))
                st.button(
                    say("Lay this form aside"),
                    key=f"discard_{form.id}",
                    on_click=self._doer(lambda: discard(self.screen.work, self.case_id, form.id, form.version)),
                )

    def _nothing(self) -> None:
        say, form = self.say, self.form
        answer = form.nothing_answer
        with st.container(key=f"row_{form.id}_nothing", gap="small"):
            head = say("Their organisation has no safety conditions")
            show(Markup('<div class="line"><h3>{}</h3>{}</div>').format(head, _answer_tag(say, answer)))
            if form.blocks:
                show(
                    Markup('<p class="small">{}</p>').format(
                        say("Yet conditions are filled in below. Ask what is meant.")
                    )
                )
            if answer is None and self.decides:
                self._buttons(
                    NOTHING_ROW,
                    say("Record: no conditions"),
                    lambda: take_nothing_to_add(self.screen.work, self.case_id, form.id, form.version),
                )

    def _block(self, block: BlockShown) -> None:
        say, form = self.say, self.form
        with st.container(key=f"row_{form.id}_{block.key}", gap="small"):
            same = block.answer is None and not block.changes and bool(block.condition_number)
            badge = tag(say("stands already like this"), "green") if same else _answer_tag(say, block.answer)
            show(Markup('<div class="line"><h3>{}</h3>{}</div>').format(block_title(say, block), badge))
            if block.hidden:
                text = say(
                    "For other readers than you. Taken over, it comes in unseen, as it does when handed in by the link."
                )
                show(Markup('<p class="small">{}</p>').format(text))
            if block.answer is not None or same:
                return
            draw_rows(say, self._key(block.key), block, choosing=self.decides)
            if self.decides:
                self._buttons(block.key, say("Take these rows over"), self._taker(block))

    def _taker(self, block: BlockShown) -> Callable[[], None]:
        form, kept = self.form, self._key(block.key)

        def go() -> None:
            take_over(
                self.screen.work,
                self.case_id,
                form.id,
                block.key,
                form.version,
                rows=ticked(kept, block),
                condition_version=block.condition_version,
            )

        return go

    def _buttons(self, key: str, text: str, take: Callable[[], None]) -> None:
        form = self.form
        with st.container(horizontal=True, gap="small"):
            st.button(
                plain(text),
                type="primary",
                icon=":material/check:",
                key=f"take_{form.id}_{key}",
                on_click=self._doer(lambda: take()),
            )
            st.button(
                self.say("Leave out"),
                key=f"leave_{form.id}_{key}",
                on_click=self._doer(lambda: leave_out(self.screen.work, self.case_id, form.id, key, form.version)),
            )

    def _doer(self, do: Callable[[], object]) -> Callable[[], None]:
        """A callback; a refusal is shown in the card."""

        def go() -> None:
            try:
                do()
            except ServiceError as refusal:
                st.session_state[self._key("problem")] = refusal

        return go

    def _key(self, what: str) -> str:
        return f"waiting.{self.form.id}.{what}"


def _answer_tag(say: Say, answer: RowAnswer | None) -> Markup:
    if answer is None:
        return Markup("")
    return tag(label(say, answer), "green" if answer is RowAnswer.TAKEN_OVER else "grey")
