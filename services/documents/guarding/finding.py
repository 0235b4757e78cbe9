"""What exactly the guard stopped a file for: which word in which part, and in what words. Pure."""

import json
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from services.cases.guarded import GuardedWord, WordSource
from services.documents.facts import IssuedFile
from services.documents.guarding.facts import Finding, Hit, Place
from services.documents.guarding.unpack import Piece, pieces
from services.protection.matching import AS_NAME
from services.protection.rules import LeakFound, count, hits

FILE_NAME = "file name"
AROUND = 90
"""Signs that are shown before and after a word."""


def found_in(
    file: IssuedFile, kept: Iterable[GuardedWord], leak: LeakFound, about: tuple[str, str], key: Callable[[str], str]
) -> Finding:
    """What stands in a file that the guard stopped with `leak`.

    `about` are the case and the version of the plan, `key` the keyed hash. The same words elsewhere in the file, once
    more, or in a sentence that changed give another `mac`; another copy code does not.
    """
    words: dict[str, GuardedWord] = {}
    for word in kept:
        if word.text not in words or word.source is WordSource.KEPT_OUT:
            words[word.text] = word
    found = tuple(_hits(file, words))
    seen = sorted([hit.part, hit.word.text, hit.count, _trace(hit.text, file.copy_code)] for hit in found)
    basis = [*about, file.audience, file.language, leak.fields["hits"], list(leak.fields["parts"]), seen]
    return Finding(
        mac=key(json.dumps(basis, ensure_ascii=False)),
        audience=file.audience,
        language=file.language,
        hits=found,
        number=int(leak.fields["hits"]),
        whole={hit.part for hit in found} == set(leak.fields["parts"]),
    )


def placed(hit: Hit, *, shown: bool, never: bool) -> Place:
    """A hit as it is shown: the word in its surroundings, or only what was looked for."""
    if not shown:
        return Place(hit.part, "", hit.word.text.removeprefix(AS_NAME), "", shown=False, never=never, count=hit.count)
    start, end = _span(hit.text, hit.word.text)
    before, after = hit.text[:start], hit.text[end:]
    return Place(
        hit.part,
        before if len(before) <= AROUND else "…" + before[-AROUND:],
        hit.text[start:end],
        after if len(after) <= AROUND else after[:AROUND] + "…",
        never=never,
        count=hit.count,
    )


def _hits(file: IssuedFile, words: dict[str, GuardedWord]) -> Iterator[Hit]:
    named = Piece(FILE_NAME, file.file_name.replace(".", " "))
    marked = {text.removeprefix(AS_NAME): text for text in reversed(words)}  # hits gives a name without its mark
    for piece in (named, *pieces(file.content)):
        for text in hits(piece.text, words):
            yield Hit(piece.part, piece.text, words[marked[text]], count(piece.text, (marked[text],)))


def _trace(text: str, copy_code: str) -> str:
    return sha256((text.replace(copy_code, "") if copy_code else text).encode()).hexdigest()


def _span(text: str, word: str) -> tuple[int, int]:
    """Where a word stands: the shortest stretch of whole words in which the matcher finds it; all where it does not."""
    cuts = [0, *(at + 1 for at, sign in enumerate(text) if sign.isspace())]
    ends = [*(at for at, sign in enumerate(text) if sign.isspace()), len(text)]
    end = next((end for end in ends if hits(text[:end], (word,))), len(text))
    start = next((cut for cut in reversed(cuts) if cut < end and hits(text[cut:end], (word,))), 0)
    return start, end
