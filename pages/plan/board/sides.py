"""The conditions of a finding side by side; on a phone below each other. The words that meet are marked."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from pages.frame.markup import facts_list, joined, tag
from pages.frame.two_texts import marked
from pages.plan.board.laid import Laid
from pages.plan.condition_fields import arrival
from pages.plan.condition_words import about, hard_words, tier_tag, until_words
from services.conditions.facts import ConditionView
from services.vocabulary.sentences import sentence
from services.wording import label
from services.wording.labels import organisation_label

LETTERS = "AB"
MOSTLY_ALIKE = 0.5


def side_by_side(laid: Laid, views: Sequence[ConditionView], pieces: Sequence[Iterable[str]]) -> Markup:
    """Two conditions under their letters; `pieces` are per condition the words to mark."""
    sections = [
        _section(laid, view, marked_pieces(view.text, found), letter)
        for view, found, letter in zip(views, pieces, LETTERS, strict=False)
    ]
    return Markup('<div class="pair">{}</div>').format(joined(sections))


def nearly_the_same(laid: Laid, one: ConditionView, other: ConditionView) -> Markup:
    """Two conditions that ask nearly the same, with the words marked in which they differ; nothing is marked where most
    words do."""
    alike = SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False).ratio() >= MOSTLY_ALIKE
    sections = [
        _section(laid, view, marked(view.text, than.text) if alike else escape(view.text), letter)
        for view, than, letter in ((one, other, LETTERS[0]), (other, one, LETTERS[1]))
    ]
    return Markup('<div class="pair">{}</div>').format(joined(sections))


def alone(laid: Laid, view: ConditionView, pieces: Iterable[str] = ()) -> Markup:
    """One condition by itself."""
    section = _section(laid, view, marked_pieces(view.text, pieces), "")
    return Markup('<div class="pair single">{}</div>').format(section)


def marked_pieces(text: str, pieces: Iterable[str]) -> Markup:
    """`text` with these pieces of it marked, wherever they stand; what is not in it marks nothing."""
    wanted = sorted({piece.strip() for piece in pieces if piece.strip()}, key=len, reverse=True)
    if not wanted:
        return escape(text)
    pattern = re.compile("|".join(re.escape(piece) for piece in wanted), re.IGNORECASE)
    found, at = [], 0
    for met in pattern.finditer(text):
        found += [escape(text[at : met.start()]), Markup("<mark>{}</mark>").format(met.group())]
        at = met.end()
    return joined([*found, escape(text[at:])])


def _section(laid: Laid, view: ConditionView, text: Markup, letter: str) -> Markup:
    say = laid.say
    whose = organisation_label(say, view.organisation)
    head = Markup('<div class="line"><h4>{}{}</h4>{}{}{}</div>').format(
        f"{letter}. " if letter else "",
        whose,
        tag(f"V{view.number}", "white"),
        tag(hard_words(say, hard=view.hard), "red" if view.hard else "grey"),
        tier_tag(say, view.tier),
    )
    until = until_words(say, view.until, holds=view.holds_approach)
    notes = " · ".join(
        part for part in (label(say, view.kind), until[:1].upper() + until[1:], about(say, view, laid.people)) if part
    )
    read = [sentence(laid.vocabulary, norm, say, names=laid.names) for norm in view.reading or ()]
    reading = facts_list([(say("Reads as"), Markup("<br>").join(read))]) if read else Markup("")
    came = arrival(say, view, laid.around.before.follows.get(view.id))
    body = Markup('<p class="small">{}</p>{}<p class="small">{}</p>').format(notes, reading, came)
    if laid.at_table:  # read across a room: the words, and the rest for who asks
        folded = Markup('<details class="small"><summary>{}</summary>{}</details>')
        body = folded.format(say("Whom it is about, and how it reads"), body)
    return Markup('<section>{}<p class="quote">{}</p>{}</section>').format(head, text, body)
