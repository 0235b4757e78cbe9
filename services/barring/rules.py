"""When two names may be one person's: pure. Both are compared by their normal form (`relations.rules`).

A likeness only leads to a question for a person (`security.md` section 4), so the rule leans towards asking: whoever
is asked about wrongly waits for a minute, whoever is overlooked reads the case.
"""

from models.terms import BarKind
from services.errors import ServiceError
from services.relations.rules import bar_form, normal_form

_PARTICLES = frozenset(
    (
        *("van", "vd", "vande", "vander", "vanden", "de", "der", "den", "het", "ter", "ten", "te", "op", "aan", "bij"),
        *("von", "zu", "la", "le", "el", "al", "ibn", "bin", "ben", "da", "di", "du", "dos", "af"),
    )
)
_GLUED = ("vanden", "vander", "vande")
_MOST_WORDS = 6
_LONG_WORD, _LONGER_WORD = 5, 8
_TELLING_ALONE = 6
"""From this many letters on, one word alone is enough to ask: 'roodhart', not 'jan'."""
_MOST_EDITS = 2


class BarWrong(ServiceError):
    """Somebody cannot be kept out like this. Fields: `field`, `reason`."""

    code = "barring.field_wrong"


def check_bar(kind: BarKind, value: str) -> None:
    """Raises `BarWrong` for a value of which no letter is left, so that it would keep nobody out."""
    form = bar_form(kind, value)
    if not form or (kind is BarKind.EMAIL and "@" not in value):
        raise BarWrong(field="bar", reason="empty" if not form else "no_address")


def nearly_same(a: str, b: str) -> bool:
    """Whether two names may be one person's; the same both ways round, and true of a name and itself.

    Every word of the shorter name must find a word of the longer one, whatever the order: the same word, the same but
    for a slip of the pen, or its initial; and one at least must be found as a word. Particles do not count. A name of
    one word ('Roodhart') is found in another only when that word is long.
    """
    one, other = normal_form(a), normal_form(b)
    if not one or not other:
        return False
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    shorter, longer = sorted((_telling(one), _telling(other)), key=len)
    if len(shorter) == 1:
        word = shorter[0]
        return any(len(word) >= _TELLING_ALONE and _edits_between(word, each) is not None for each in longer)
    return _paired(shorter, longer, 0, found=False)


def distance(a: str, b: str) -> int:
    """How many letters must be put in, left out, replaced or swapped with their neighbour to make `b` of `a`.

    Each letter is touched once at most (optimal string alignment).
    """
    before: list[int] = []
    above = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        row = [i]
        for j, other in enumerate(b, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]


def _telling(name: str) -> list[str]:
    """The words that tell who it is; where only particles stand, those."""
    words = [_unglued(word) for word in name.split()]
    return ([word for word in words if word not in _PARTICLES] or words)[-_MOST_WORDS:]


def _unglued(word: str) -> str:
    """'vandenberg' is 'berg', as 'van den berg' is."""
    for particle in _GLUED:
        if word.startswith(particle) and len(word) >= len(particle) + 3:
            return word.removeprefix(particle)
    return word


def _paired(words: list[str], others: list[str], edits: int, *, found: bool) -> bool:
    """Whether each word finds another of its own, with few edits in all and at least one found as a word."""
    if not words:
        return found
    word, rest = words[0], words[1:]
    for place, other in enumerate(others):
        needed = _edits_between(word, other)
        left = others[:place] + others[place + 1 :]
        if needed is not None and edits + needed <= _MOST_EDITS and _paired(rest, left, edits + needed, found=True):
            return True
        if needed is None and _is_initial(word, other) and _paired(rest, left, edits, found=found):
            return True
    return False


def _edits_between(word: str, other: str) -> int | None:
    """The edits between two whole words that may be one, or None. Short words must be the same letter for letter."""
    if word == other:
        return 0 if len(word) > 1 else None
    shortest = min(len(word), len(other))
    allowed = 2 if shortest >= _LONGER_WORD else 1 if shortest >= _LONG_WORD else 0
    if abs(len(word) - len(other)) > allowed:
        return None
    needed = distance(word, other)
    return needed if needed <= allowed else None


def _is_initial(word: str, other: str) -> bool:
    return min(len(word), len(other)) == 1 and word[0] == other[0]
