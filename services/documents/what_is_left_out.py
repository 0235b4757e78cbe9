"""What a reader does not get of a plan, and why: for the director, who has to know it. Pure.

It compares the plan with the edition (`editions.project`), so that it can say nothing else than what the file does.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from models.terms import Instrument, Measure, Tier
from services.documents.editions import project
from services.documents.free_texts import FreeText, Piece, pieces
from services.documents.projections import if_not_tier, stub_words
from services.documents.sheets.one_page import fitted
from services.plans.facts import PlanAction, PlanCondition, PlanContent
from services.plans.written.rules import repeated
from services.protection.rules import Reader, may_read, narrower
from services.wording import Say


class LeftOutKind(StrEnum):
    """What sort of item is left out."""

    CONDITION = "condition"
    ACTION = "action"
    IF_NOT = "if_not"
    WEIGHING = "weighing"
    ASSESSMENT = "assessment"
    SIGNAL = "signal"
    CONTRADICTION = "contradiction"
    TEXT = "text"


def first_words(text: str) -> str:
    """The beginning of a text, at most eight words."""
    words = text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


@dataclass(frozen=True)
class LeftOut:
    """One item that a reader does not get. `text` is the item's own; empty where the director may not read it either.

    `tier` says who may read it; `not_theirs`: the tier allows it, but it is no part of this paper. With `stands_as` a
    stub stands in its place, in these words (empty: the standing sentence). `stub_missing`: it must act on it and
    nobody wrote what it reads instead. `about` is what was weighed or assessed, or which free text it is. `no_room`: it
    is for this reader, but the page is full, and the sheet says that there is more.
    """

    kind: LeftOutKind
    number: str
    text: str
    tier: str
    not_theirs: bool = False
    stub: bool = False
    stands_as: str = ""
    stub_missing: bool = False
    about: Measure | Instrument | FreeText | None = None
    no_room: bool = False

    @property
    def first_words(self) -> str:
        """The beginning of the text."""
        return first_words(self.text)


def left_out(content: PlanContent, audience: str, say: Say) -> tuple[LeftOut, ...]:
    """Everything of the plan that this reader does not get: conditions, actions, if-not texts, weighings,
    assessments, signals, contradictions and free texts. `say`: the language of the sheet, on which it depends what
    fits on one page. Raises `EditionUnknown`."""
    edition = project(content, audience)
    reader, cut = edition.reader, edition.content
    found = [
        *_items(LeftOutKind.CONDITION, content.conditions, cut.conditions, reader),
        *_items(LeftOutKind.ACTION, content.actions, cut.actions, reader),
    ]
    if reader.victim:
        full = fitted(say, cut).rest
        found += [
            replace(_of(LeftOutKind.ACTION, one.tier, reader, number=one.number, text=one.what), no_room=True)
            for one in full
        ]
    found += [
        _of(LeftOutKind.WEIGHING, w.tier, reader, text=w.reason, about=w.measure)
        for w in content.weighings
        if w not in cut.weighings
    ]
    found += [
        _of(LeftOutKind.ASSESSMENT, a.tier, reader, text=a.outcome, about=a.instrument)
        for a in content.assessments
        if a.outcome and a not in cut.assessments
    ]
    signals = {(one.signal, one.act) for one in cut.signals}
    found += [
        _of(LeftOutKind.SIGNAL, s.tier, reader, text=s.signal)
        for s in content.signals
        if (s.signal, s.act) not in signals
    ]
    pairs = {one.conditions for one in cut.contradictions}
    found += [
        _of(LeftOutKind.CONTRADICTION, c.tier, reader, number=" × ".join(c.conditions))
        for c in content.contradictions
        if c.conditions not in pairs
    ]
    given = pieces(cut)
    found += [
        _of(LeftOutKind.TEXT, one.tier, reader, number=one.number, text=one.text, about=one.kind)
        for one in pieces(content)
        if one not in given
    ]
    return tuple(found)


@dataclass(frozen=True)
class Repeats:
    """A run of words that a free text shares with something that its reader does not get."""

    words: str
    of: LeftOut


@dataclass(frozen=True)
class TextTold:
    """A free text that stands in a copy, with what it repeats of what that copy's reader may not read."""

    piece: Piece
    repeats: tuple[Repeats, ...] = ()


def texts_told(content: PlanContent, audience: str, hidden: Iterable[LeftOut]) -> tuple[TextTold, ...]:
    """Every free text that this reader gets. `hidden`: what they do not get (`left_out`), as far as whoever asks may
    read it: for anybody else the hint would be a way to try words. What every partner reads hides nothing."""
    edition = project(content, audience)
    kept = [
        one for one in hidden if one.text and not one.not_theirs and narrower(one.tier, Tier.PARTNERS) != Tier.PARTNERS
    ]
    return tuple(
        TextTold(one, tuple(Repeats(words, item) for item in kept if (words := repeated(one.text, item.text))))
        for one in pieces(edition.content)
    )


def veiled(items: Iterable[LeftOut], director: Reader) -> tuple[LeftOut, ...]:
    """The same for a director who may not read everything: of what they may not read, nothing but that it is there."""
    return tuple(
        item if may_read(item.tier, director) else replace(item, text="", about=None, stands_as="") for item in items
    )


def _items(
    kind: LeftOutKind,
    whole: Iterable[PlanCondition | PlanAction],
    cut: Iterable[PlanCondition | PlanAction],
    reader: Reader,
) -> Iterable[LeftOut]:
    given = {item.number: item for item in cut}
    for item in whole:
        got = given.get(item.number)
        text = item.what if isinstance(item, PlanAction) else item.text
        if got is None or got.withheld:
            words = stub_words(item, reader) if got else ""
            missing = got is not None and not words and not item.approach
            one = _of(kind, item.tier, reader, number=item.number, text=text)
            yield replace(one, stub=got is not None, stands_as=words, stub_missing=missing)
        elif item.if_not and not got.if_not:
            yield _of(LeftOutKind.IF_NOT, if_not_tier(item), reader, number=item.number, text=item.if_not)


def _of(
    kind: LeftOutKind,
    tier: str,
    reader: Reader,
    *,
    number: str = "",
    text: str = "",
    about: Measure | Instrument | FreeText | None = None,
) -> LeftOut:
    return LeftOut(kind, number, text, tier, not_theirs=may_read(tier, reader), about=about)
