"""Notes at a point: one's own box, which saves while one types, and beside it what the others wrote.

Nobody writes in somebody else's note, so two note takers never meet in one text. The same writer on two screens is met
by the draft behind the box: both texts are kept.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

import streamlit as st
from markupsafe import Markup

from models.terms import Tier
from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, show
from pages.frame.refusal import refusals_shown
from pages.frame.two_texts import both_texts
from pages.frame.writing import writing_area
from pages.live.room import Room
from pages.plan.papers.edition_words import tier_tag
from services.errors import ServiceError
from services.live.actions import keep_note
from services.live.facts import KeepNote, NoteLine
from services.live.queries import live_of
from services.live.rules import LONGEST_NOTE
from services.protection.rules import ONE_ORGANISATION, Reader, may_read
from services.unit_of_work import ChangedMeanwhile
from services.wording import label
from services.wording.labels import organisation_label

SECONDS = 5


def draw_notes(room: Room) -> None:
    """Draws the own box and what others wrote at this point."""
    with st.container(key="card_live_notes", gap="small"):
        mine, theirs = st.columns([1.6, 1], gap="medium")
        with mine:
            _own(room)
        with theirs:
            _others(room)


def _own(room: Room) -> None:
    say, tier = room.say, _tier(room)
    note = own_note(room.live.notes, room.at, tier)
    form = DraftForm(room.screen, _name(room, tier), {"text": note.text if note else ""}, room.case_id)
    seen = f"{_name(room, tier)}.seen"
    st.session_state.setdefault(seen, note.saved_at if note else None)
    if note is not None and note.edited_at is not None and note.saved_at != st.session_state[seen]:
        _corrected(room, note, form, seen)
    title = say("Your note at point {n}", n=room.at)
    writing_area(form, "text", title, height=120, longest=LONGEST_NOTE, keep=_keeper(room, form, tier, seen))
    form.status(quiet=True)


def _tier(room: Room) -> str:
    """For whom the note is. Another circle of readers is another note; what was typed stays with its own."""
    say, key = room.say, f"live.{room.meeting.id}.tier"
    home = room.screen.work.actor.organisation
    named = {Tier.PARTNERS.value: label(say, Tier.PARTNERS)}
    if may_read(Tier.INVESTIGATION, Reader(home)):
        named[Tier.INVESTIGATION.value] = label(say, Tier.INVESTIGATION)
    if home:
        named[f"{ONE_ORGANISATION}{home}"] = say("only {who}", who=organisation_label(say, home))
    kept = f"{key}.kept"
    st.session_state[key] = st.session_state.get(kept, Tier.PARTNERS.value)
    st.segmented_control(
        say("Who may read this note"),
        list(named),
        format_func=lambda tier: named[tier],
        key=key,
        required=True,
        on_change=lambda: st.session_state.update({kept: st.session_state[key]}),
    )
    return str(st.session_state[key])


def _keeper(room: Room, form: DraftForm, tier: str, seen: str) -> Callable[[], None]:
    """Keeps what was typed as a draft, which meets the same writer's other screens, and then as the note."""

    def keep() -> None:
        form.save()
        if form.problem:
            return
        try:
            st.session_state[seen] = keep_note(room.screen.work, _order(room, form, tier, st.session_state.get(seen)))
        except ChangedMeanwhile:
            _keep_over_own(room, form, tier, seen)
        except ServiceError as refusal:
            form.refuse(refusal)

    return keep


def _keep_over_own(room: Room, form: DraftForm, tier: str, seen: str) -> None:
    """The same writer's other screen kept it meanwhile: the draft holds both already. Over a correction nothing is
    kept until its writer has seen it."""
    now = own_note(live_of(room.screen.work, room.case_id, room.meeting.id).notes, room.at, tier)
    if now is None or now.edited_at is not None:
        return
    try:
        st.session_state[seen] = keep_note(room.screen.work, _order(room, form, tier, now.saved_at))
    except ServiceError as refusal:
        form.refuse(refusal)


def _order(room: Room, form: DraftForm, tier: str, seen_at: datetime | None) -> KeepNote:
    return KeepNote(room.case_id, room.meeting.id, room.at, str(form["text"]), tier, seen_at)


def _corrected(room: Room, note: NoteLine, form: DraftForm, seen: str) -> None:
    """The case director corrected the note: what stands now, beside what its author has before them."""
    say = room.say
    who = note.edited_by or say("The case director")
    text = say("{name} corrected this note. Your own text is still here.", name=who)
    show(Markup('<p class="mind" role="alert">{}</p>').format(text))
    show(both_texts(say, str(form["text"]), note.text))

    def take(with_text: bool) -> None:
        if with_text:
            form["text"] = note.text
            form.save()
        st.session_state[seen] = note.saved_at

    with st.container(horizontal=True, gap="small"):
        st.button(say("Go on with the correction"), key="live_note_theirs", on_click=lambda: take(True))
        st.button(say("Go on with my text"), key="live_note_mine", type="tertiary", on_click=lambda: take(False))


def own_note(notes: Iterable[NoteLine], point: int, tier: str) -> NoteLine | None:
    """One's own note at a point for one circle of readers."""
    return next((one for one in notes if one.own and (one.point, one.tier) == (point, tier)), None)


def _name(room: Room, tier: str) -> str:
    """The draft of a note; a mark stands for the circle of readers, since names of drafts are short."""
    mark = {Tier.PARTNERS.value: "p", Tier.INVESTIGATION.value: "o"}.get(tier, "e")
    return f"note.{room.meeting.id}.{room.at}.{mark}"


def _others(room: Room) -> None:
    """What others wrote at this point, looked at again every few seconds without drawing anything else anew."""

    @st.fragment(run_every=SECONDS)
    def drawn() -> None:
        with refusals_shown(room.say):
            live = live_of(room.screen.work, room.case_id, room.meeting.id)
            beside = (one for one in live.notes if one.point == room.at and not one.own)
            show(_theirs(room, [one for one in beside if one.text.strip()]))

    drawn()


def _theirs(room: Room, notes: Iterable[NoteLine]) -> Markup:
    say = room.say
    lines = [
        Markup(
            '<section class="theirs"><p class="small"><strong>{}</strong> · {} {}</p><p class="lines">{}</p></section>'
        ).format(
            one.author or say("Somebody of the case team"),
            say("saved {time}", time=say.time(one.saved_at)),
            tier_tag(say, one.tier),
            one.text,
        )
        for one in notes
    ]
    if not lines:
        return Markup('<h2>{}</h2><p class="small">{}</p>').format(
            say("Beside you"), say("What another note taker writes at this point appears here by itself.")
        )
    return Markup("<h2>{}</h2>{}").format(say("Beside you"), joined(lines))
