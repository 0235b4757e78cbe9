"""What makes a condition good: to be seen, no more than needed, by somebody, until a moment, with a check. Pure.

Hints for a writer, never a refusal: somebody who knows one thing must be able to hand that one thing in.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from services.conditions.facts import HandIn
from services.vocabulary.facts import Norm

AT_MOST = 2
"""More hints at once are read by nobody."""
_MOST_SENTENCES, _MOST_LINKS = 2, 3
_VAGUE = re.compile(
    r"\b(?:zo (?:spoedig|snel|veel|goed) mogelijk|z\.?s\.?m\b|in de gaten (?:houden|gehouden)|regelmatig|indien nodig"
    r"|waar mogelijk|waar nodig|zo nodig|zo mogelijk|eventueel|af en toe|nu en dan|binnenkort|op korte termijn"
    r"|op termijn|te zijner tijd|t\.?z\.?t\b|adequa(?:at|te)|passende?|voldoende|probe(?:ert|ren)|zou(?:den)? kunnen"
    r"|aandacht (?:voor|hebben)|alert (?:zijn|blijven|op)|monitor(?:en|t)|vinger aan de pols|in overleg|naar behoefte"
    r"|as soon as possible|asap|keep an eye on|regularly|if needed|where possible|when possible"
    r"|(?<!as )soon(?! as)|try to|appropriate|adequate|sufficient)(?:\b|(?<=\.))",
    re.I,
)
_SENTENCE = re.compile(r"[.!?](?:\s+|$)")
_LINK = re.compile(r"\b(?:en|and|alsmede|evenals|tevens|daarnaast)\b|;", re.I)
_SHORT = re.compile(r"\b(?:[A-Z]|dhr|mw|mevr|nr|bijv|d\.w\.z|o\.a|e\.d|\d{1,2})\.\s", re.I)


class Weakness(StrEnum):
    """What would make a condition better, gravest first."""

    VAGUE = "vague"
    SEVERAL_AT_ONCE = "several_at_once"
    NO_DOER = "no_doer"
    NO_CHECK = "no_check"
    NO_TERM = "no_term"


@dataclass(frozen=True)
class WeakPoint:
    """One hint; `found` are the words it is about, for a vague one."""

    kind: Weakness
    found: str = ""


def weak_points(order: HandIn) -> tuple[WeakPoint, ...]:
    """What would make this condition better: at most two, gravest first."""
    norms = order.reading or ()
    vague = _VAGUE.search(order.text)
    found = {
        Weakness.VAGUE: vague is not None,
        Weakness.SEVERAL_AT_ONCE: _several(order.text),
        Weakness.NO_DOER: not (order.done_by or order.subject_ref or any(norm.by for norm in norms)),
        Weakness.NO_CHECK: not (order.check.strip() or order.checked_by),
        Weakness.NO_TERM: not (order.due_on or order.until or any(map(_has_term, norms))),
    }
    weak = [WeakPoint(kind, vague.group() if vague and kind is Weakness.VAGUE else "") for kind in found if found[kind]]
    return tuple(weak[:AT_MOST])


def _several(text: str) -> bool:
    plain = _SHORT.sub(" ", text.strip())
    sentences = [part for part in _SENTENCE.split(plain) if part.strip()]
    return len(sentences) > _MOST_SENTENCES or len(_LINK.findall(plain)) >= _MOST_LINKS


def _has_term(norm: Norm) -> bool:
    return bool(norm.when or norm.before or norm.until or norm.before_event or norm.until_event or norm.months)
