"""Prohibitions in prose: where a text proposes what the route map rules out. Pure; it warns, it never decides.

A joint talk of victim and suspect in whatever form (H-RN-8), a message passed on between them (T-TH-3), and a stop
conversation where a complaint, threats or violence rule it out (L-POL-1). What a text says no to is no proposal. A hold
on approaching the suspect is not looked at here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.terms import Known, Risk
from services.cases.facts import CaseFacts
from services.route_map.negation import Sentence, sentences

JOINT_TALK, MESSAGE, STOP_TALK = "H-RN-8", "T-TH-3", "L-POL-1"

_GAP = r"(?:[\s,]+[\w'’-]+){0,%d}?[\s,]+"
_SUSPECT = r"(?:vader|verdachten?|(?:vermoedelijke )?dader|cli[eë]nt|hij|hem|zijn|de heer|meneer|ex|hun)"
_VICTIM = r"(?:slachtoffer|moeder|mama|mevrouw|cli[eë]nte|haar|zijn ex(?:-partner|-vrouw)?)"
_PRIVATE = rf"(?:{_SUSPECT}|{_VICTIM}|zij|hen|beide[n]?|allebei|ouders|partijen|ex-partners|stalker)"
_HOME = (
    r"(?:politie|veilig thuis|vt|om|reclassering|wijkteams?|wijkagent|recherche|veiligheidshuis|hulpverlening|ggz"
    r"|partners|ketenpartners|instanties|organisaties|professionals|collega's|raad|school|gemeente|toezichthouder|casusregisseur)"
)
_TOGETHER = (
    rf"(?:beiden|beide(?: (?:partijen|ouders|ex-partners))?|hen(?: beiden)?|(?:de )?(?:ouders|partijen|ex-partners)"
    rf"|de twee|{_SUSPECT} en {_VICTIM}|{_VICTIM}(?: \w\.?)? en (?:de )?{_SUSPECT})"
)

_ALWAYS_JOINT = re.compile(
    r"\bmediat(?:ion|ie|or|ors|oren)\w*|\b(?:herstel)?bemiddel\w*|\bherstelgesprek\w*|\bherstelrecht\w*"
    r"|\bverzoening\w*|\b(?:slachtoffer[- ]?dader|dader[- ]?slachtoffer)[- ]?gesprek\w*|\bconfrontatiegesprek\w*"
    rf"|\bgesprek\w*{_GAP % 2}tussen (?:de )?{_TOGETHER}\b"
    rf"|\b{_TOGETHER}\b{_GAP % 6}(?:met elkaar|samen){_GAP % 3}(?:praten|spreken|(?:in )?gesprek\w*|uitpraten)\b"
    rf"|\b{_TOGETHER}\b{_GAP % 4}(?:praten|spreken|gaan) (?:met elkaar|samen)\b"
    r"|\bhet(?: \w+){0,3}? uit(?: te |)praten\b|\bpraten het(?: \w+){0,2} uit\b|\bjoint talk\w*|\brestorative \w+",
    re.IGNORECASE,
)
_PERHAPS_JOINT = re.compile(
    r"\bgezamenlijke?(?: \w+){0,2} \w*gesprek\w*"
    rf"|\b(?:samen|gezamenlijk|met elkaar|beiden|allebei|bijeen){_GAP % 3}?(?:om|aan|rond)(?: \w+)? tafel\b"
    rf"|\b(?:om|aan|rond)(?: de| een)? tafel (?:met elkaar|samen|met (?:de |het )?{_PRIVATE})\b"
    r"|\bsit down together\b|\b(?:a)?round the table together\b",
    re.IGNORECASE,
)
_JOB = re.compile(r"^\W*(?:naar (?:een )?(?:werk|baan|woning)|bij schulden|van schulden)\b", re.IGNORECASE)

_THING = (
    r"(?:boodschap(?:pen)?|berichten?|berichtjes?|groet(?:en|jes)?|excuses?|excuus|spijtbetuiging|brief|briefje|brieven"
    r"|kaart(?:je)?|cadeau(?:tje|s)?|bloemen)"
)
_PASSED = (
    r"(?:doorgeven|door te geven|doorgegeven|geven?|geeft|brengen|brengt|overbrengen|over te brengen|overgebracht"
    r"|meegeven|mee te geven|meegegeven|neemt|nemen|meenemen|mee te nemen|overhandig\w*|afgeven|af te geven|afgegeven"
    r"|bezorg\w*|doorsturen|doorgestuurd|stuurt|sturen|laten)"
)
_FAMILY = (
    r"(?:kinderen|kind|zoon(?:tje)?|dochter(?:tje)?|oma|opa|grootouders|familie\w*|zus(?:je)?|broer(?:tje)?|tante|oom"
    r"|vriend(?:in|en)?|kennis(?:sen)?|buren|buurvrouw|buurman|derden|een ander|anderen)"
)
_WORKER = (
    r"(?:toezichthouder|reclassering\w*|hulpverlener\w*|hulpverlening|gezinsvoogd|jeugdbeschermer|wijkagent|casushouder"
    r"|school|leerkracht|juf|wijkteam|maatschappelijk werk\w*|begeleider|behandelaar)"
)
_VIA = (
    rf"(?:via|door tussenkomst van|door middel van) (?:de |een |het |hun |zijn |haar |je |jou)?(?:{_FAMILY}|{_WORKER})"
)
_MESSAGES = re.compile(
    rf"\bboodschapper\w*|\b{_THING}\b"
    rf"|\b(?:contact|communicatie|vragen|verzoeken|afspraken|overleg)\b{_GAP % 9}(?={_VIA}\b)"
    rf"|\b(?:laat|laten|vertelt?|vertellen|zegt?|zeggen){_GAP % 5}dat (?:hij|het hem|vader){_GAP % 5}"
    r"(?:spijt|mist|houdt|sorry|praten|terug|contact)\b",
    re.IGNORECASE,
)
_STOP_TALKS = re.compile(r"\bstop-?gesprek\w*|\bnorm(?:stellende?|erende?) gesprek\w*", re.IGNORECASE)
_RULED_OUT = re.compile(r"\baangifte\w*|\b(?:be|ge)?dreig\w*|\bgeweld\w*|\bmishandel\w*", re.IGNORECASE)


@dataclass(frozen=True)
class Warned:
    """Something in a text that goes against a prohibition: the rule, the words found, and where they stand."""

    rule_id: str
    found: str
    start: int
    end: int


def warnings_in(text: str, facts: CaseFacts | None = None) -> tuple[Warned, ...]:
    """What in a text goes against a prohibition of the route map, in the order of the text.

    With `facts` the case counts: a joint talk is warned for unless the stalking has stopped (not knowing is no stop),
    a stop conversation where a complaint, threats, violence or the risk rule it out. Without, only the text itself
    counts, so that a warning tells its writer nothing of the case.
    """
    found = [
        *(_joint_talks(text) if facts is None or facts.stalking_active is not Known.NO else ()),
        *_messages(text),
        *(_stop_talks(text) if _no_stop_talk(text, facts) else ()),
    ]
    return tuple(sorted(found, key=lambda warned: (warned.start, warned.rule_id)))


def _joint_talks(text: str) -> Iterator[Warned]:
    for sentence in sentences(text):
        sure = [m for m in _ALWAYS_JOINT.finditer(sentence.text) if not _JOB.match(sentence.text[m.end() :])]
        perhaps = [] if _among_professionals(sentence) else list(_PERHAPS_JOINT.finditer(sentence.text))
        yield from _proposed(JOINT_TALK, sentence, [*sure, *perhaps])


def _messages(text: str) -> Iterator[Warned]:
    for sentence in sentences(text):
        matches = [m for m in _MESSAGES.finditer(sentence.text) if _passed_on(sentence.text, m[0])]
        yield from _proposed(MESSAGE, sentence, matches)


def _stop_talks(text: str) -> Iterator[Warned]:
    for sentence in sentences(text):
        yield from _proposed(STOP_TALK, sentence, _STOP_TALKS.finditer(sentence.text))


def _proposed(rule_id: str, sentence: Sentence, matches: Iterable[re.Match[str]]) -> Iterator[Warned]:
    """The first of the matches that the sentence does not say no to: one warning per rule and sentence is enough."""
    for match in sorted(matches, key=lambda match: match.start()):
        if not sentence.denies(match.start(), match.end()):
            start = sentence.start + match.start()
            yield Warned(rule_id, match[0].strip(), start, sentence.start + match.end())
            return


def _among_professionals(sentence: Sentence) -> bool:
    """Whether those who meet are professionals: two of them and at most one side of the case, or no person at all."""
    homes = set(re.findall(rf"\b{_HOME}\b", sentence.text.lower()))
    if not homes:
        return False
    sides = {side for side in (_SUSPECT, _VICTIM) if _says(rf"\b{side}\b", sentence.text)}
    together = _says(rf"\b(?:{_TOGETHER}|elkaar)\b", sentence.text)
    plural = len(homes) > 1 or homes & {"partners", "ketenpartners", "instanties", "organisaties", "professionals"}
    return bool(plural) and len(sides) < 2 and not together


def _passed_on(sentence: str, found: str) -> bool:
    """Whether what was found goes from the one to the other through somebody else."""
    if not re.fullmatch(
        rf"{_THING}|(?:contact|communicatie|vragen|verzoeken|afspraken|overleg)\b.*", found, re.I | re.S
    ):
        return True
    from_him = _says(rf"\b{_SUSPECT}\b", sentence) or _says(r"\b(?:tussen|over de (?:kinderen|omgang))\b", sentence)
    if from_him and _says(rf"\b{_VIA}\b", sentence):
        return True
    carried = _says(rf"\b{_THING}\b", sentence) and _says(rf"\b{_PASSED}\b", sentence)
    to_her = _says(rf"\b(?:aan|naar|voor|bij) (?:het |de )?{_VICTIM}\b", sentence)
    personal = not re.match(r"bericht|brie|kaart|bloem|cadeau", found, re.I)
    carrier = _says(rf"\b(?:{_FAMILY}|{_WORKER})\b", sentence)
    return carried and to_her and carrier and (from_him or personal)


def _says(pattern: str, sentence: str) -> bool:
    return re.search(pattern, sentence, re.IGNORECASE) is not None


def _no_stop_talk(text: str, facts: CaseFacts | None) -> bool:
    if facts is None:
        return any(
            not sentence.denies(found.start(), found.end())
            for sentence in sentences(text)
            for found in _RULED_OUT.finditer(sentence.text)
        )
    return facts.risk is not Risk.LOW or Known.YES in (facts.complaint, facts.threats_or_violence)
