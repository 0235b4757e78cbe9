"""Whether a sentence says no to something in it: 'geen bemiddeling', 'wordt niet ingezet', 'wijst af'. Dutch, and the
plainest English. Pure; what it cannot tell counts as not denied, because a warning too many does less harm."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^.!?;\n]{1,600}")
"""A run of words without an end is cut, so that a text of any length is read in a moment."""
_WORD = re.compile(r"[\w'’-]+")
_NO_DENIAL = re.compile(
    r"\bniet (?:alleen|uitgesloten|anders|verboden|onmogelijk)\b"
    r"|\bgeen (?:enkel )?(?:bezwaar|probleem)(?: tegen| met)?"
    r"|\bwaarom (?:niet|geen)\b|\bzo niet\b|\bniet waar\b|\bno objection\b|\bnot only\b",
    re.IGNORECASE,
)
_BREAK = r"maar|echter|wel|tenzij|want|omdat|zodat|waarna|anders|but|then|dan"
_BREAK_BEFORE = re.compile(rf"\b(?:{_BREAK})\b|:", re.IGNORECASE)
_BREAK_AFTER = re.compile(
    rf",|\b(?:{_BREAK}|om|als|indien|tot|totdat|waarbij|die|dat|zodra|zolang|en)\b", re.IGNORECASE
)
_ASIDE = re.compile(r",\s*(?:zolang|ook|totdat|als|hoe|gezien|gelet)\b[^,]*,", re.IGNORECASE)
_IF = re.compile(r"^\W*(?:en |maar |dus )?(?:als|indien|wanneer|mocht|lukt|zodra)\b", re.IGNORECASE)
_NO = re.compile(r"niet|geen|nooit|noch|nergens|evenmin|niemand|no|not|never", re.IGNORECASE)
_CARRIES_ON = re.compile(r"geen|nooit|noch|zonder|no|never|without", re.IGNORECASE)
_WITHOUT = re.compile(r"zonder|without", re.IGNORECASE)
_REFUSES_BEFORE = re.compile(
    r"\b(?:af(?:zien|gezien|ziet) van|zi?ee?n?t? af van|weiger\w*|verbied\w*|verbod op|verboden|ontraad\w*|ontraden"
    r"|in plaats van|voorkom\w*|vermijd\w*|waarschuw\w*(?: \w+){0,3} (?:voor|tegen)|tegen"
    r"|stop\w* met|afwijzen van|schrap\w*|instead of)"
    r"(?:\W+[\w'’-]+){0,4}\W*$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\b(?:raadt?|raden|wijst?|wijzen|keurt?|keuren|zegt?|zeggen|houdt?|houden)\b", re.IGNORECASE)
_OFF = re.compile(r"\b(?:af|tegen)\W*$", re.IGNORECASE)
_REFUSES_AFTER = re.compile(
    r"\b(?:niet|nooit|not|never|niemand|evenmin|geen (?:zin|optie|sprake|plaats|oplossing|goed idee|mogelijkheid)"
    r"|afgewezen|uitgesloten|verboden|van de baan|ongeschikt|vervalt|vervallen|afgeraden|ontraden|af te raden|geweigerd"
    r"|geschrapt|uit den boze|ongewenst|onveilig|gevaarlijk|onverstandig|stopgezet|beëindigd|afgelast|gestopt|gestaakt"
    r"|opgeschort|afgezegd|ingetrokken)\b",
    re.IGNORECASE,
)
_BACK_TO_IT = re.compile(r"^[\W]*(?:maar )?(?:dat|dit|die|deze|daar|het voorstel|dit voorstel)\b", re.IGNORECASE)
NEAR = 8
"""How many words before something a no still reaches it."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a text, where it starts there, and the one that follows."""

    text: str
    start: int
    following: str = ""

    def denies(self, start: int, end: int) -> bool:
        """Whether the sentence says no to what stands from `start` to `end` in it."""
        before, after = _plain(self.text[:start]), _plain(self.text[end:])
        return _denied_before(before) or self._denied_after(before, after)

    def _denied_after(self, before: str, after: str) -> bool:
        after = _ASIDE.sub(" ", after)
        clause = _BREAK_AFTER.split(after, maxsplit=1)[0]
        asked = _IF.match(_clause_before(before) or clause)
        if _REFUSES_AFTER.search(clause) and not asked:
            return True
        if _OFF.search(clause) and _PARTS.search(before + clause):
            return True
        return any(
            _BACK_TO_IT.match(rest) and _REFUSES_AFTER.search(_plain(rest)) is not None
            for rest in (*after.split(",")[1:2], self.following)
        )


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order."""
    found = list(_SENTENCE.finditer(text))
    for number, match in enumerate(found):
        following = found[number + 1][0] if number + 1 < len(found) else ""
        yield Sentence(match[0], match.start(), following)


def _plain(text: str) -> str:
    """The text without phrases that look like a no and are none; they keep their length."""
    return _NO_DENIAL.sub(lambda found: "x" * len(found[0]), text)


def _denied_before(before: str) -> bool:
    reach = _BREAK_BEFORE.split(before)[-1]
    if _REFUSES_BEFORE.search(reach):
        return True
    words = [(word[0], "," in reach[word.end() :]) for word in _WORD.finditer(reach)][-NEAR:]
    said = [
        word
        for word, over_a_comma in words
        if (_NO.fullmatch(word) or _WITHOUT.fullmatch(word)) and (not over_a_comma or _CARRIES_ON.fullmatch(word))
    ]
    return len(said) % 2 == 1 if any(_WITHOUT.fullmatch(word) for word in said) else bool(said)


def _clause_before(before: str) -> str:
    return before.rsplit(",", 1)[-1].strip()
