"""One sentence for one norm, Dutch or English, for its author to confirm. Only what was filled in is said.

Source: `conditions.md` sections 4 and 5.
"""

from collections.abc import Iterable, Mapping

from services.vocabulary.clauses import Clause
from services.vocabulary.facts import Norm, Vocabulary
from services.vocabulary.phrases import Phrases
from services.vocabulary.rules import DAYS, SLOTS
from services.wording import Say
from services.wording.labels import organisation_label


def sentence(vocabulary: Vocabulary, norm: Norm, say: Say, *, names: Mapping[str, str]) -> str:
    """A norm in one sentence. `names` are aliases by reference and organisation labels by key.

    A norm that was kept in words which the region's vocabulary has no longer is said to be so.
    """
    try:
        words = clause(vocabulary, norm, say, names=names, source="")
    except KeyError:
        return say("A reading in words that this region no longer uses.")
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")


def clause(vocabulary: Vocabulary, norm: Norm, say: Say, *, names: Mapping[str, str], source: str) -> str:
    """A norm as a clause behind its source: 'volgens Veilig Thuis moet de heer D. ...', or without one; no full stop.
    Raises KeyError for words that the region's vocabulary has no longer."""
    doer = norm.by[0] if len(norm.by) == 1 else ""
    return Clause(vocabulary.acts[norm.act], norm, Phrases(vocabulary, say, names, doer), source).said()


def names_in(
    say: Say, norms: Iterable[Norm], aliases: Mapping[str, str], organisations: Iterable[str] = ()
) -> dict[str, str]:
    """What everybody is called in sentences about these norms: persons by alias (`aliases` by reference), organisations
    by label, those of `organisations` (keys) too."""
    used = set(organisations)
    for norm in norms:
        used |= {value for slot in SLOTS for value in getattr(norm, slot)}
        used |= {value for _, values in norm.exceptions for value in values}
    keys = {value.partition("/")[0] for value in used if ":" not in value} - set(aliases)
    return {key: organisation_label(say, key) for key in sorted(keys)} | dict(aliases)


def value_label(vocabulary: Vocabulary, value: str, say: Say, *, names: Mapping[str, str]) -> str:
    """What a value is called on a chip: 'de woning van mevrouw W.'; a person by alias, a weekday by its name."""
    if value in DAYS:
        return say.weekday(DAYS.index(value))
    known = value in names and value not in vocabulary.terms
    return names[value] if known else Phrases(vocabulary, say, names).thing(value)


def nothing_checkable(say: Say) -> str:
    """What is shown for a condition that is, by its author's word, no agreement one can check."""
    return say("No agreement that can be checked")
