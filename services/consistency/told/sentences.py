"""Every finding in one sentence. Names are aliases by reference and labels by an organisation's key.

Source: `conditions.md` section 4.
"""

from collections.abc import Mapping

from services.consistency.facts import Breach, Certainty, Clash, Contradiction, Duplicate, Hole, Point, Statement
from services.consistency.told import breaches, holes, marking
from services.consistency.told.points import left_open, point
from services.consistency.told.speaking import Speaking, source, speaking, tag
from services.vocabulary.facts import Vocabulary
from services.wording import Say

_BREAK = "\n"
"""Between the pieces of a sentence."""


def contradiction_sentence(
    vocabulary: Vocabulary, one: Contradiction, of: Mapping[str, Statement], say: Say, names: Mapping[str, str]
) -> str:
    """What both ask and the point of difference; of a hidden other side neither text nor author. `of`: statements by
    id."""
    return " ".join(contradiction_lines(vocabulary, one, of, say, names))


def contradiction_lines(
    vocabulary: Vocabulary, one: Contradiction, of: Mapping[str, Statement], say: Say, names: Mapping[str, str]
) -> tuple[str, ...]:
    """The same sentence in its pieces: what the one asks, what the other asks, the point. Often it is one piece."""
    if one.hidden:
        return (_hidden(one, of, say),)
    if one.clash is None:
        return (_perhaps(one, of, say, names),)
    try:
        whole = _certain(vocabulary, one, one.clash, of, say, names)
    except KeyError:
        whole = say("{one} and {other} do not go together.", **_sources(one.pair, of, say, names))
    return tuple(piece.strip() for piece in whole.split(_BREAK))


def duplicate_sentence(one: Duplicate, of: Mapping[str, Statement], say: Say, names: Mapping[str, str]) -> str:
    """Which two ask nearly the same."""
    sources = _sources(one.pair, of, say, names)
    if one.certainty is Certainty.POSSIBLE:
        return say("{one} and {other} may ask nearly the same, please look.", **sources)
    return say("{one} and {other} ask nearly the same.", **sources)


def hole_sentence(one: Hole, of: Mapping[str, Statement], say: Say, names: Mapping[str, str]) -> str:
    """What is missing."""
    return holes.sentence(one, of, say, names)


def breach_sentence(
    vocabulary: Vocabulary, one: Breach, of: Mapping[str, Statement], say: Say, names: Mapping[str, str]
) -> str:
    """Which condition goes against which rule, and why."""
    return breaches.sentence(vocabulary, one, of, say, names)


def clashing(vocabulary: Vocabulary, one: Contradiction, of: Mapping[str, Statement]) -> tuple[tuple[str, ...], ...]:
    """Per condition of the pair the pieces of its text to mark: where the point of difference stands."""
    return marking.clashing(vocabulary, one, of)


# --- contradictions


def _hidden(one: Contradiction, of: Mapping[str, Statement], say: Say) -> str:
    """Only the number of the side that may be read."""
    mine = say.listed([tag(of[id]) for id in one.pair if id in of])
    if not mine:
        return say("Something that you may not read is in the way: talk it over with the police or the prosecution.")
    if one.hold:
        return say("{tag} waits until the case director releases approaching the alleged perpetrator.", tag=mine)
    return say(
        "{tag} may not be possible as it stands, because of something that you may not read: talk it over with the "
        "police or the prosecution.",
        tag=mine,
    )


def _perhaps(one: Contradiction, of: Mapping[str, Statement], say: Say, names: Mapping[str, str]) -> str:
    sources = _sources(one.pair, of, say, names)
    if not one.words:
        return say("{one} and {other} may contradict each other, please look.", **sources)
    words = say.listed([say("“{word}”", word=word) for word in one.words])
    return say(
        "{one} and {other} may contradict each other, please look: both speak of {words}.", words=words, **sources
    )


def _certain(
    vocabulary: Vocabulary,
    one: Contradiction,
    clash: Clash,
    of: Mapping[str, Statement],
    say: Say,
    names: Mapping[str, str],
) -> str:
    told = speaking(vocabulary, one, clash, of, say, names)
    this = say("According to {org} ({tag})", org=told.organisation(told.first), tag=told.first.tag)
    other = say("but according to {org} ({tag})", org=told.organisation(told.second), tag=told.second.tag)
    return say(
        "{one}, {other}: {point}.",
        one=told.clause(told.first, this).said(),
        other=_BREAK + told.clause(told.second, other).said(),
        point=_BREAK + _point(told, one),
    )


def _point(told: Speaking, one: Contradiction) -> str:
    """The point of difference, with what would take it away, what was left open and who can change it."""
    say, found = told.say, point(told)
    label = told.clash.label.said(say.language)
    if label and told.clash.point is not Point.RELATION:
        found = say("{point}; {more}", point=found, more=label)
    if told.clash.unless:
        clauses = [told.phrases.event(event) for event in told.clash.unless]
        clause = told.phrases.joined(clauses, either=True)
        found = say("{point}, as long as it is not certain that {clause}", point=found, clause=clause)
    if (words := left_open(say, told.clash.open_slot)) and not found.startswith(words):
        found = say("{point}; {more}", point=found, more=words)
    return say("{point}; {more}", point=found, more=_court(told)) if one.court_order else found


def _court(told: Speaking) -> str:
    norms = ((told.first, told.clash.first), (told.second, told.clash.second))
    for side, norm in norms:
        if norm.basis:
            return told.say(
                "{tag} follows from a court order that only the court can change, so somebody has to go there",
                tag=side.tag,
            )
    return told.say("only the court can change its order, so somebody has to go there")


def _sources(pair: tuple[str, ...], of: Mapping[str, Statement], say: Say, names: Mapping[str, str]) -> dict[str, str]:
    one, other = (source(of[id], say, names) for id in pair)
    return {"one": one, "other": other}
