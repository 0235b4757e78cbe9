"""The list of what clashes: per theme what is open and what was decided, then what may be, what stands twice and what
is missing. The last line says how much was read: silence is no proof."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st
from markupsafe import Markup

from models.terms import Theme
from pages.frame.markup import joined, show
from pages.plan.board.breach_card import breach_title, draw_breach
from pages.plan.board.clash_card import clash_words, draw_clash
from pages.plan.board.duplicate_card import draw_duplicate
from pages.plan.board.filtering import Narrowed, left_out
from pages.plan.board.laid import Laid
from pages.plan.board.missing_list import draw_missing
from pages.plan.board.settled_card import draw_settled
from pages.plan.board.titles import pair_title, title_of
from services.consistency.facts import Breach, Certainty, Contradiction, Duplicate, Finding, Found, Hole
from services.consistency.rules import conditions_in_finding
from services.wording import Say, label

Pair = TypeVar("Pair", Contradiction, Duplicate)


@dataclass(frozen=True)
class _Card:
    """A card of the list: where it stands and how it is drawn. `order`: open ones first, the heaviest first."""

    theme: Theme
    key: str
    title: str
    order: tuple[int, int]
    draw: Callable[[], None]


def draw_clashes(laid: Laid, only: Narrowed) -> None:
    """Draws everything that was found, for whom `only` keeps."""
    board, say = laid.state.board, laid.say
    everything = board.found.to_settle
    kept = [one for one in everything if _keeps(laid, only, one)]
    _gone(laid, everything)
    cards = [card for one in kept if (card := _card(laid, one)) is not None]
    open_ones = [card for card in cards if not board.is_settled(card.key)]
    if not open_ones:
        show(Markup('<p class="good">{}</p>').format(_none_left(say, found=bool(cards))))
    waiting = {card.theme for card in open_ones}
    for theme in sorted(Theme, key=lambda theme: theme not in waiting):
        under = sorted((card for card in cards if card.theme is theme), key=lambda card: card.order)
        if under:
            show(Markup('<h2 class="theme">{}</h2>').format(label(say, theme)))
        for card in under:
            card.draw()
    apart = [one for one in kept if isinstance(one, Contradiction) and not one.stands]
    _waiting(laid, [one for one in apart if one.certainty is Certainty.WAITS])
    _perhaps(laid, [one for one in apart if one.certainty is Certainty.POSSIBLE])
    _twice(laid, [one for one in kept if isinstance(one, Duplicate)])
    draw_missing(laid, [one for one in board.found.holes if _hole_kept(laid, only, one)])
    if only and len(kept) < len(everything):
        left_out(laid.screen, laid.state, len(everything) - len(kept))


def draw_how_much_was_read(laid: Laid) -> None:
    """Draws the last lines of the list; what its tags mean is the very last."""
    say = laid.say
    legend = say(
        "Must hold: its author says that it is not safe without. Wish: its author would rather have it. V1, V2 and so "
        "on: the number of a condition."
    )
    lines = (_how_much_was_read(say, laid.state.board.found), legend)
    show(joined([Markup('<p class="small below">{}</p>').format(text) for text in lines]))


def _how_much_was_read(say: Say, found: Found) -> str:
    """Of how many conditions there was something to compare; that nothing was found proves nothing."""
    if any(one.stands for one in found.contradictions):
        return say(
            "{n} of {all} conditions have a reading that was compared. What is not filled in, nobody can find.",
            n=found.read,
            all=found.all,
        )
    return say(
        "No contradiction found in what was filled in ({n} of {all} conditions read).", n=found.read, all=found.all
    )


def _keeps(laid: Laid, only: Narrowed, one: Finding) -> bool:
    return any(only.keeps(view) for view in laid.seen(conditions_in_finding(one)))


def _hole_kept(laid: Laid, only: Narrowed, hole: Hole) -> bool:
    if hole.condition in laid.views:
        return only.keeps(laid.views[hole.condition])
    return not only.organisation and only.person in ("", hole.person)


def _card(laid: Laid, one: Finding) -> _Card | None:
    """The card of what stands under a theme; None for what is shown apart."""
    board = laid.state.board
    if isinstance(one, Duplicate) or (isinstance(one, Contradiction) and not one.stands):
        return None
    settled = board.settled.get(one.key) if board.is_settled(one.key) else None
    if isinstance(one, Breach):
        view, title = laid.views[one.condition], breach_title(laid, one)
        theme, draw, weight = view.theme, lambda: draw_breach(laid, one), 4 if one.reminds else 1
    else:
        title = title_of(laid, one)
        theme, draw, weight = one.theme, lambda: draw_clash(laid, one), one.severity
    if settled is not None:
        return _Card(theme, one.key, title, (1, weight), lambda: draw_settled(laid, one.key, title, settled))
    return _Card(theme, one.key, title, (0, weight), draw)


def _waiting(laid: Laid, found: Sequence[Contradiction]) -> None:
    """What can be, but only later: no contradiction, so folded and without a choice."""
    if not found:
        return
    say = laid.say
    title = say.plural("{n} pair goes together, but only later", "{n} pairs go together, but only later", len(found))
    with st.container(key="card_waiting", gap="small"):
        body = joined([Markup('<div class="below">{}</div>').format(clash_words(laid, one)) for one in found])
        show(Markup("<details><summary>{}</summary>{}</details>").format(title, body))


def _perhaps(laid: Laid, found: Sequence[Contradiction]) -> None:
    """What two texts make possible: somebody has to look."""
    if not found:
        return
    say = laid.say
    text = say("Found by the words only. Look whether the two can hold together.")
    head = Markup('<h2 class="theme">{}</h2><p class="small">{}</p>')
    show(head.format(say("Perhaps a contradiction"), text))
    _open_first(laid, found, draw_clash)


def _twice(laid: Laid, found: Sequence[Duplicate]) -> None:
    if not found:
        return
    show(Markup('<h2 class="theme">{}</h2>').format(laid.say("Perhaps twice the same")))
    _open_first(laid, found, draw_duplicate)


def _open_first(laid: Laid, found: Sequence[Pair], draw: Callable[[Laid, Pair], None]) -> None:
    """What is shown apart from the themes: the open ones, then what was decided."""
    board = laid.state.board
    for one in sorted(found, key=lambda one: board.is_settled(one.key)):
        if board.is_settled(one.key):
            draw_settled(laid, one.key, pair_title(laid, one.pair), board.settled[one.key])
        else:
            draw(laid, one)


def _none_left(say: Say, *, found: bool) -> str:
    if found:
        return say("Everything that clashed has been decided.")
    return say("Nothing clashes in what was handed in so far.")


def _gone(laid: Laid, everything: Sequence[Finding]) -> None:
    """A decision that came too late, because its finding went away meanwhile: said here, its card is gone."""
    key = st.session_state.pop(f"board.{laid.case_id}.refused", None)
    if key is not None and key not in {one.key for one in everything}:
        text = laid.say("What you wanted to settle is no longer there: a condition was changed. Nothing was decided.")
        show(Markup('<p class="mind" role="alert">{}</p>').format(text))
