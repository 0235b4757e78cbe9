"""Which copy a found file is: by its bytes, by the copy code in it, by its words. Nothing of the file is kept.

A case director is told of the cases they direct; a file of another case gets the answer of an unknown one. Whoever runs
the planner is told of every copy, and nothing of its case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from sqlmodel import col, select

from models.condition import IssuedForm
from models.documents import IssuedCopy
from models.terms import Belonging
from services.access.rules import Permission, Standing
from services.directory.rules import FOUND_FILE
from services.directory.throttle import spend
from services.documents.copies.again import bytes_of
from services.documents.copies.comparing import differing, likeness
from services.documents.copies.facts import FORM, CopyLine, Recognised, Sureness
from services.documents.copies.found_apart import read_apart
from services.documents.copies.found_forms import form_line
from services.documents.copies.misread import FORM_CODE, spelt, tidied
from services.documents.copies.register import lines_of, with_versions
from services.documents.copies.words_of import WORDS, Words, words_of
from services.relations.queries import belongings
from services.unit_of_work import Reading, Work

MOST_EDITIONS = 300
"""Editions, newest first, with which a file without code is compared."""
_RELATED, _ALIKE = 0.3, 0.6
_DIRECTING = (Belonging.DIRECTOR, Belonging.DEPUTY)
_AT_ONCE = 500


def recognise(work: Work, content: bytes) -> Recognised | None:
    """What a found file is; None for what is unknown, and for what the actor is not told of.

    Raises `FoundFileRefused` for a file that cannot be read, `TooManyTries`, `NotAllowed`. Every try stands in the log.
    """
    _count(work)
    digest = sha256(content).hexdigest()
    with work.read(Permission.FILE_RECOGNISE) as look:
        rows = look.session.exec(select(IssuedCopy).where(IssuedCopy.sha256 == digest)).all()
        found = _told(look, Sureness.VERY_BYTES, _mine(look, rows)[:1])
    if found is None:
        words = read_apart(content)
        with work.read(Permission.FILE_RECOGNISE) as look:
            found = _by_codes(look, words) or _by_words(look, words)
    _log(work, found, sha256=digest)
    return found


def recognise_code(work: Work, code: str) -> Recognised | None:
    """The copy with a code that somebody read out or typed over: any case and spaces, and signs that look alike.

    None for an unknown code, one that could be of several copies, and one that the actor is not told of. Raises
    `TooManyTries`, `NotAllowed`.
    """
    _count(work)
    with work.read(Permission.FILE_RECOGNISE) as look:
        found = _by_spelling(look, code)
    _log(work, found, typed=True)
    return found


def _count(work: Work) -> None:
    """One try of a person: codes are not to be guessed. Whoever sits at the machine itself is not counted."""
    if work.actor.standing is not Standing.SYSTEM:
        spend(work, FOUND_FILE, work.actor.account_id)


def _by_spelling(look: Reading, code: str) -> Recognised | None:
    if form := FORM_CODE.search(code.upper()):
        return _form(look, [form.group()])
    for spellings in spelt(tidied(code)):
        rows = _with_codes(look, spellings)
        if rows:
            return _told(look, Sureness.CODE_ONLY, _mine(look, rows)) if len(rows) == 1 else None
    return None


def _by_codes(look: Reading, words: Words) -> Recognised | None:
    """By the place where a code is surest; of several there, the copy whose words are nearest."""
    for codes in words.codes:
        rows = _mine(look, _with_codes(look, codes))
        if rows:
            return min((_compared(look, row, words) for row in rows[:20]), key=_sureness)
        if form := _form(look, codes):
            return form
    return None


def _compared(look: Reading, copy: IssuedCopy, words: Words) -> Recognised:
    issued = words_of(bytes_of(look, copy), copy.copy_code)
    differs = differing(issued, words, copy.copy_code) if words.stream else 0
    how = Sureness.SAME_WORDS
    if differs or not words.stream:
        related = bool(words.stream) and likeness(issued, words, copy.copy_code) >= _RELATED
        how = Sureness.CHANGED if related else Sureness.CODE_ONLY
    told = _told(look, how, [copy])
    assert told is not None
    return replace(told, differs=differs if how is Sureness.CHANGED else 0)


def _sureness(found: Recognised) -> tuple[int, int]:
    return (list(Sureness).index(found.how), found.differs)


def _by_words(look: Reading, words: Words) -> Recognised | None:
    """By the words alone: those of an edition, as they were issued or nearly."""
    if not words.stream:
        return None
    mac = look.lookup(WORDS, words.stream)
    same = [] if words.flowing else look.session.exec(select(IssuedCopy).where(IssuedCopy.text_mac == mac)).all()
    if mine := _mine(look, same):
        return _edition(look, mine, 0)
    best: tuple[float, int, list[IssuedCopy]] = (0.0, 0, [])
    for copies in _editions(look):
        issued = words_of(bytes_of(look, copies[0]), copies[0].copy_code)
        like = likeness(issued, words, copies[0].copy_code)
        if like >= _ALIKE and like >= best[0]:
            differs = differing(issued, words, copies[0].copy_code)
            if (like, -differs) > (best[0], -best[1]):
                best = (like, differs, copies)
    return _edition(look, best[2], best[1]) if best[2] else None


def _editions(look: Reading) -> list[list[IssuedCopy]]:
    """Copies by what they say, newest first: those of one version for one audience in one language are alike."""
    found: dict[tuple[str, ...], list[IssuedCopy]] = {}
    rows = look.session.exec(select(IssuedCopy).order_by(col(IssuedCopy.issued_at).desc())).all()
    for row in _mine(look, rows):
        found.setdefault((row.plan_version_id or row.id, row.audience, row.language), []).append(row)
    return list(found.values())[:MOST_EDITIONS]


def _edition(look: Reading, copies: Sequence[IssuedCopy], differs: int) -> Recognised | None:
    """An edition without code: of several copies nothing is told that is of one alone."""
    told = _told(look, Sureness.EDITION, copies[:1])
    if told is None:
        return None
    line = told.copy
    if len(copies) > 1:
        same = len({copy.audience for copy in copies}) == 1
        line = replace(
            line,
            id="",
            copy_code="",
            sha256="",
            issued_to="",
            for_whom="",
            audience=line.audience if same else "",
            for_organisation=line.for_organisation if same else "",
        )
    return replace(told, copy=line, differs=differs, alike=len(copies))


def _with_codes(look: Reading, codes: Sequence[str]) -> list[IssuedCopy]:
    found: list[IssuedCopy] = []
    for begin in range(0, len(codes), _AT_ONCE):
        some = codes[begin : begin + _AT_ONCE]
        found += look.session.exec(select(IssuedCopy).where(col(IssuedCopy.copy_code).in_(some))).all()
    return found


def _mine(look: Reading, rows: Iterable[IssuedCopy]) -> list[IssuedCopy]:
    """The copies of which the actor is told."""
    rows = list(rows)
    cases = _told_of(look, {row.case_id for row in rows})
    return [row for row in rows if row.case_id in cases]


def _told_of(look: Reading, case_ids: set[str]) -> set[str]:
    if look.actor.standing is Standing.SYSTEM or not case_ids:
        return case_ids
    how = belongings(look.session, look.database.vault, look.actor.identity, case_ids, look.now)
    return {case_id for case_id in case_ids if how[case_id] in _DIRECTING}


def _told(look: Reading, how: Sureness, copies: Sequence[IssuedCopy]) -> Recognised | None:
    if not copies:
        return None
    (line,) = lines_of(look, copies[0].case_id, with_versions(look, copies[:1]))
    return _cut(look, Recognised(how, line, copies[0].case_id))


def _form(look: Reading, codes: Sequence[str]) -> Recognised | None:
    wanted = [code for code in codes if FORM_CODE.fullmatch(code)][:_AT_ONCE]
    rows = look.session.exec(select(IssuedForm).where(col(IssuedForm.code).in_(wanted))).all() if wanted else ()
    cases = _told_of(look, {row.case_id for row in rows})
    for row in rows:
        if row.case_id in cases:
            return _cut(look, Recognised(Sureness.CODE_ONLY, form_line(look, row), row.case_id))
    return None


def _cut(look: Reading, found: Recognised) -> Recognised:
    """Whoever runs the planner is told which copy it is and who took it, and nothing of the case."""
    if look.actor.standing is not Standing.SYSTEM:
        return found
    return replace(found, case_id="", copy=replace(found.copy, id="", version_id="", for_whom="", reason=""))


def _log(work: Work, found: Recognised | None, **notes: str | bool) -> None:
    with work.act(Permission.FILE_RECOGNISE, found.case_id if found else "") as tx:
        tx.note(found=found.how.value if found else "unknown", copy=found.copy.copy_code if found else None, **notes)


def is_form(copy: CopyLine) -> bool:
    """Whether what was found is a Word form, no copy of a document."""
    return copy.audience == FORM
