"""What a form proposes: acts and a modality from the prose, a norm to begin with, and what to choose from. Pure; it
proposes and never settles. Source: `conditions.md` section 5."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from models.terms import ConditionKind, Modality
from services.vocabulary.facts import Act, Moment, Norm, Proposal, Term, Vocabulary
from services.vocabulary.rules import CONDITIONS, DAYS, EVENTS, SLOTS

_OF_KIND, _CUE, _LABEL, _EARLY = 1.0, 2.0, 1.0, 0.5
"""What counts for an act: that the kind of condition offers it, a cue in the text, a word of its label, and standing
early in the text."""
_WHOLE, _STEM = 3, 5
"""Letters: a cue of so few is a whole word; of a label's word so many are compared."""
_SENTENCE_ENDS = re.compile(r"(?<!\b[A-Z])[.;:!?]+(?:\s+|$)|\n+")
"""Not the point of an initial (mevrouw W.) or of a time (12.00)."""
_WORD = re.compile(r"[a-z0-9]+")


def acts_for(vocabulary: Vocabulary, kind: ConditionKind | str) -> tuple[str, ...]:
    """The acts that a kind of condition offers, in the file's order; all of them for a kind that has none."""
    return tuple(act.id for act in vocabulary.acts.values() if kind in act.kinds) or tuple(vocabulary.acts)


def propose(vocabulary: Vocabulary, *, kind: ConditionKind | str, text: str) -> Proposal:
    """Acts that the prose seems to speak of, best first: those of the kind, and others that the text has words of. The
    modality is that of the first thing the text says; None for an empty text."""
    plain_text = _plain(text)
    offered = acts_for(vocabulary, kind)
    points = {act: _points(vocabulary.acts[act], plain_text) + _OF_KIND * (act in offered) for act in vocabulary.acts}
    ranked = sorted(vocabulary.acts, key=lambda act: -points[act])
    chosen = tuple(act for act in ranked if act in offered or points[act] >= _CUE)
    return Proposal(chosen, _modality(vocabulary, text) if plain_text.strip() else None)


def search(vocabulary: Vocabulary, words: str, language: str) -> tuple[str, ...]:
    """Acts of which the label, in `nl` or `en`, or a cue has every one of these words; by label first."""
    wanted = _WORD.findall(_plain(words))
    by_label, by_cue = [], []
    for act in vocabulary.acts.values() if wanted else ():
        label = _plain(vocabulary.act_label(act.id, language))
        if all(word in label for word in wanted):
            by_label.append(act.id)
        elif all(word in " ".join((label, *map(_plain, act.cues))) for word in wanted):
            by_cue.append(act.id)
    return (*by_label, *by_cue)


def begun(
    vocabulary: Vocabulary,
    act: str,
    modality: Modality,
    *,
    subject: str,
    protects: Iterable[str],
    organisation: str,
    done_by: str = "",
    due_on: date | None = None,
    until: datetime | None = None,
) -> Norm:
    """A norm with what the condition says already: whose behaviour, whose safety, who does it, by when, until when.

    A ban that is not on the subject's behaviour is on everybody, unless `done_by` says whom; only a duty has a
    deadline.
    """
    safe = tuple(protects)
    known = {
        "subject": (subject,) if subject else (),
        "protects": safe,
        "safe": safe or ((subject,) if subject else ()),
        "organisation": (organisation,) if organisation else (),
    }
    prefill = dict(vocabulary.acts[act].prefill)
    filled: dict[str, Any] = {slot: known[source] for slot, source in prefill.items()}
    if "by" in vocabulary.acts[act].slots:
        filled["by"] = _doer(modality, prefill.get("by", ""), known, done_by)
        for slot in ("to", "what"):
            filled[slot] = tuple(value for value in filled.get(slot, ()) if value not in filled["by"])
    before: Moment | None = due_on if modality is Modality.MUST else None
    return Norm(modality, act, before=before, until=until, **filled)


def slots_to_ask(vocabulary: Vocabulary, act: str) -> tuple[str, ...]:
    """What the form asks for this act: slots, times or numbers by their name."""
    return vocabulary.acts[act].ask


def choices(
    vocabulary: Vocabulary,
    act: str,
    slot: str,
    *,
    persons: Iterable[tuple[str, str, str]],
    organisations: Iterable[tuple[str, str]],
    said: Iterable[str] = (),
) -> tuple[str, ...]:
    """The values that the form offers for a slot (or for a field with events or weekdays), none twice. `persons` are
    (reference, alias, role), `organisations` (key, label); `said` is what was chosen and stays on offer. What a value
    is called: `sentences.value_label`."""
    people = tuple(persons)
    if slot == "days":
        offered: Iterable[str] = DAYS
    elif slot in (*EVENTS, *CONDITIONS):
        offered = _terms(vocabulary, "event", people)
    elif slot in SLOTS:
        offers = dict(vocabulary.acts[act].offers).get(slot) or vocabulary.slots[slot].picks
        keys = tuple(key for key, _ in organisations)
        offered = [value for offer in offers for value in _offered(vocabulary, offer, people, keys)]
    else:
        offered = ()
    return tuple(dict.fromkeys((*offered, *said)))


# --- what the prose gives away


def _points(act: Act, text: str) -> float:
    found = [*((place, _CUE) for place in _places(act.cues, text)), *((place, _LABEL) for place in _stems(act, text))]
    if not found:
        return 0
    early = 1 - min(place for place, _ in found) / max(len(text), 1)
    return sum(weight for _, weight in found) + _EARLY * early


def _places(cues: Iterable[str], text: str) -> list[int]:
    """Where each cue that the text has stands first."""
    return [found.start() for cue in cues if (found := _pattern(cue).search(text))]


@lru_cache(maxsize=2048)
def _pattern(cue: str, *, whole: bool = False) -> re.Pattern[str]:
    plain_cue = _plain(cue)
    end = r"\b" if whole or len(plain_cue) <= _WHOLE else ""
    return re.compile(rf"\b{re.escape(plain_cue)}{end}")


def _stems(act: Act, text: str) -> list[int]:
    words = {word[:_STEM] for word in _WORD.findall(_plain(f"{act.nl} {act.en}")) if len(word) >= _STEM}
    return _places(words, text)


def _modality(vocabulary: Vocabulary, text: str) -> Modality:
    """By the first thing said that has a cue; within it a ban goes before a permission ("mag niet"). Without a cue
    it is a duty: people write what somebody does."""
    for part in _parts(text):
        for modality in (Modality.MUST_NOT, Modality.MAY):
            cues = vocabulary.modalities[modality].cues
            if any(_pattern(cue, whole=True).search(part) for cue in cues):
                return modality
    return Modality.MUST


def _parts(text: str) -> Iterator[str]:
    """The first sentence of a text, in the parts between its commas."""
    first = next((part for part in _SENTENCE_ENDS.split(text) if part.strip()), "")
    yield from _plain(first).split(",")


@lru_cache(maxsize=512)
def _plain(text: str) -> str:
    """Small letters without accents."""
    return unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()


# --- what is filled in, and what can be chosen


def _doer(modality: Modality, source: str, known: Mapping[str, tuple[str, ...]], done_by: str) -> tuple[str, ...]:
    if source == "subject" and modality is not Modality.MUST:
        return known["subject"]
    if done_by:
        return (done_by,)
    if source == "organisation" and modality is Modality.MUST_NOT:
        return ()
    return known.get(source, ())


def _offered(
    vocabulary: Vocabulary, offer: str, people: tuple[tuple[str, str, str], ...], keys: tuple[str, ...]
) -> Iterable[str]:
    if offer == "person":
        return tuple(ref for ref, _, _ in people)
    if offer == "organisation":
        return keys
    return _terms(vocabulary, "actor" if offer == "anyone" else offer, people)


def _terms(vocabulary: Vocabulary, offer: str, people: tuple[tuple[str, str, str], ...]) -> Iterator[str]:
    """The terms of a type, or the one term of that id, tied to each person with a role they belong to."""
    one = vocabulary.terms.get(offer)
    for term in (one,) if one else (term for term in vocabulary.terms.values() if term.type == offer):
        yield from _tied(term, people)


def _tied(term: Term, people: tuple[tuple[str, str, str], ...]) -> Iterator[str]:
    if not term.owners:
        yield term.id
    for ref, _, role in people:
        if role in term.owners:
            yield f"{term.id}:{ref}"
