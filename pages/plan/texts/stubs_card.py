"""The card with words for who must act on what they may not read: who, what they read now, and writing it."""

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, show, table, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.documents.phrases import waits
from services.plans.queries import CaseState
from services.plans.written.actions import write_stub
from services.plans.written.desk import StubLine, stub_desk
from services.plans.written.orders import WriteStub
from services.plans.written.rules import LONGEST_STUB, repeated
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say
from services.wording.labels import organisation_label


def stubs_card(screen: Screen, state: CaseState) -> None:
    """Draws the items that somebody acts on without reading them; only for who directs the case."""
    if not state.leads:
        return
    say, lines = screen.say, stub_desk(screen.work, state.facts.id)
    with st.container(key="card_stubs", gap="small"):
        note = say("Who must act on something that they may not read gets other words in its place, written here.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Words for who may not read everything"), note))
        if not lines:
            show(Markup("<p>{}</p>").format(say("Nobody has to act on something that they may not read.")))
        for line in lines:
            _line(screen, state, line)


def _line(screen: Screen, state: CaseState, line: StubLine) -> None:
    say = screen.say
    with st.container(key=f"stub_{line.item_id}", gap="small", border=True):
        badge = tag(say("words needed"), "orange") if line.lacks_words else tag(say("has words"), "green")
        head = Markup('<div class="line"><h3>{}</h3>{}</div>').format(_title(say, line), badge)
        if line.hidden:
            text = say("You may not read this either: you see only its number and for whom words are needed.")
            body = Markup('<p class="small">{}</p>').format(text)
        else:
            body = Markup('<p class="quote lines">{}</p>').format(line.text)
        show(head + body + _readers(say, line))
        if state.directs and st.button(
            say("Write words for {number}", number=line.number),
            icon=":material/edit:",
            key=f"stub_write_{line.item_id}",
        ):
            _dialog(screen, state, line)


def _title(say: Say, line: StubLine) -> str:
    if line.number.startswith("V"):
        return say("Condition {number}", number=line.number)
    return say("Action {number}", number=line.number)


def _readers(say: Say, line: StubLine) -> Markup:
    """Who gets words and what they read now; readers of the same words stand together."""
    by_words: dict[str, list[str]] = {}
    for key in line.organisations:
        by_words.setdefault(line.words_for(key) or waits(say, approach=line.approach), []).append(key)
    rows = [[say.listed([organisation_label(say, key) for key in keys]), words] for words, keys in by_words.items()]
    return table([say("Who"), say("Reads now")], rows)


def _dialog(screen: Screen, state: CaseState, line: StubLine) -> None:
    @st.dialog(screen.say("Words in its place"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            stub_form(screen, state, line)

    opened()


def stub_form(screen: Screen, state: CaseState, line: StubLine) -> None:
    """Draws for whom the words are and the words, and says when they come too near the item."""
    say = screen.say
    homes = {"": say("Everyone who may not read it")}
    homes |= {key: say("Only {who}", who=organisation_label(say, key)) for key in line.organisations}
    if line.text:
        show(Markup('<p class="small">{}</p><p class="quote lines">{}</p>').format(_title(say, line), line.text))
    chosen = st.selectbox(
        say("For whom"), list(homes), format_func=lambda key: homes.get(key, ""), key=f"stub_for_{line.item_id}"
    )
    kept = line.kept(chosen)
    form = DraftForm(
        screen,
        f"stub.{line.item_id}.{chosen}"[:80],
        {"text": kept.text, "version": kept.version},
        state.facts.id,
    )
    writing_area(
        form,
        "text",
        say("What this reader reads in its place"),
        height=90,
        longest=LONGEST_STUB,
        help=say("Say what to do or leave, and whom to ask. Not why, where or when."),
        placeholder=waits(say, approach=line.approach),
    )
    _near(say, str(form["text"]), line.text)
    form.status(quiet=True)
    with st.container(horizontal=True):
        if st.button(say("Keep these words"), type="primary", key="stub_keep"):
            with refusals_shown(say):
                _keep(screen, state, line, chosen, form)
        if st.button(say("Give up changes"), key="stub_cancel"):
            form.discard()
            st.rerun()


def _near(say: Say, text: str, item: str) -> None:
    """A soft warning: the words repeat a stretch of what the reader may not know."""
    if part := repeated(text, item):
        told = say("These words repeat the item itself: “{part}”. Say it in other words.", part=part)
        show(Markup('<p class="mind" role="status">{}</p>').format(told))


def _keep(screen: Screen, state: CaseState, line: StubLine, organisation: str, form: DraftForm) -> None:
    say = screen.say
    order = WriteStub(state.facts.id, line.item_id, str(form["text"]), organisation, form["version"])
    try:
        write_stub(screen.work, order)
    except ChangedMeanwhile as changed:
        form["version"] = changed.fields["version"]
        form.save()
        text = say("Somebody else wrote other words. Keep once more to put yours in their place.")
        show(joined([Markup('<p class="mind" role="alert">{}</p>').format(text)]))
        return
    form.discard()
    st.rerun()
