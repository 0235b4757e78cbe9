"""Malformed forms, by changes to bytes and to structure: each read or refused, within time and memory.

A thousand in the build, all through one reused worker; more on demand, with the figures printed:

    MUTATIONS=10000 pytest -s -m long tests/services/documents/forms/test_malformed_forms.py
"""

import os
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from services.documents.forms.apart import FORMS, SECONDS
from services.documents.forms.faults import FormFault
from services.documents.forms.words import words_of_forms
from services.documents.forms.writer import FormBlock
from tests.services.documents.forms.by_hand import WORDS, document, packed, parts, relations, settings, types
from tests.services.documents.forms.sheets import VIEW, a_form
from tests.word_filling import filled

MUTATIONS = int(os.environ.get("MUTATIONS", "1000"))
MEGABYTE = 1024 * 1024
Change = Callable[[bytes, random.Random], bytes]

_TOKENS = (
    *(b"\0", b"\xff\xfe", b"\xc3\x28", b"<", b">", b"&", b"]]>", b"<!--", b"<![CDATA[", b"<?x ?>", b'"', b"'", b"/>"),
    *(
        b"&#0;",
        b"&#xD800;",
        b"&#x10FFFF;",
        b"&amp;",
        b"<w:sdt>",
        b"</w:p>",
        b"xmlns:w=''",
        b"PK\x03\x04",
        b"PK\x05\x06",
    ),
    *(b"\xff\xff\xff\xff", b"\0\0\0\0", b"<!DOCTYPE a>", "☒".encode(), "\u202e".encode()),
)
_VALUES = (
    "",
    "1",
    "-1",
    "c99.text",
    "c1.text",
    "c0.text",
    "../x",
    "x" * 5000,
    "2026-13-40",
    "true",
    "\u202e",
    "External",
)
_FOREIGN = (
    "altChunk",
    "object",
    "ins",
    "del",
    "sdt",
    "sdtContent",
    "tbl",
    "tr",
    "tc",
    "p",
    "r",
    "t",
    "br",
    "sym",
    "subDoc",
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def seeds() -> tuple[bytes, ...]:
    """Forms as they are sent and come back."""
    answers = {"name": "J. Jansen", "c1.text": "Geen contact.\nOok niet via anderen.", "c1.protects.P1": True}
    return (
        a_form().content,
        filled(a_form(FormBlock(VIEW)).content, answers | {"c1.due_on": "24-11-2026", "c2.if_not": "Bel de politie."}),
        filled(a_form(language="en").content, answers),
        packed(parts()),
    )


def _package_bytes_changed(content: bytes, chance: random.Random) -> bytes:
    """A few bytes of the file turned, put in, taken out, or the file cut."""
    return _bytes_changed(content, chance, chance.randint(1, 6))


def _part_bytes_changed(content: bytes, chance: random.Random) -> bytes:
    """The same within one part, packed again so that its sums are right."""
    found = _parts(content)
    name = chance.choice((*found, "word/document.xml", "word/document.xml"))
    found[name] = _bytes_changed(found[name], chance, chance.randint(1, 4))
    return packed(found)


def _bytes_changed(content: bytes, chance: random.Random, times: int) -> bytes:
    out = bytearray(content)
    for _ in range(times):
        at = chance.randrange(len(out)) if out else 0
        match chance.randrange(4):
            case 0 if out:
                out[at] = chance.randrange(256)
            case 1:
                out[at:at] = chance.choice(_TOKENS)
            case 2:
                del out[at : at + chance.randint(1, 40)]
            case _ if chance.random() < 0.1:
                del out[at:]
    return bytes(out)


def _structure_changed(content: bytes, chance: random.Random) -> bytes:
    """Elements dropped, doubled, moved, renamed, wrapped; attributes broken; parts swapped, dropped and renamed."""
    found = _parts(content)
    for _ in range(chance.randint(1, 3)):
        if chance.random() < 0.2:
            _swap_parts(found, chance)
        name = (
            "word/document.xml"
            if chance.random() < 0.7 and "word/document.xml" in found
            else chance.choice(list(found))
        )
        try:
            root = etree.fromstring(found[name])
        except etree.XMLSyntaxError:
            continue
        for _ in range(chance.randint(1, 8)):
            _change_element(root, chance)
        found[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return packed(found)


def _swap_parts(found: dict[str, bytes], chance: random.Random) -> None:
    first, second = chance.choice(list(found)), chance.choice(list(found))
    match chance.randrange(4):
        case 0:
            found[first], found[second] = found[second], found[first]
        case 1 if len(found) > 2:
            del found[first]
        case 2:
            found[f"word/{chance.choice(('x.xml', 'media/x.png', 'x.bin', 'activeX1.xml', '../x.xml'))}"] = found[first]
        case _:
            found[first] = chance.choice((settings(), types(), relations(), "", "<a/>")).encode()


def _change_element(root: etree._Element, chance: random.Random) -> None:
    every = list(root.iter(etree.Element))
    one, other = chance.choice(every), chance.choice(every)
    parent = one.getparent()
    match chance.randrange(8):
        case 0 if parent is not None:
            parent.remove(one)
        case 1 if parent is not None:
            for _ in range(chance.choice((1, 1, 3, 60))):
                parent.insert(parent.index(one), deepcopy(one))
                if len(every) > 2000:
                    break
        case 2 if parent is not None and other not in one.iter():
            other.append(one)
        case 3 if one.attrib:
            one.set(chance.choice(list(one.attrib)), chance.choice(_VALUES[:-2]))
        case 4:
            one.set(f"{{{W}}}{chance.choice(('val', 'tag', 'instr', 'char'))}", chance.choice(_VALUES))
        case 5:
            one.tag = f"{{{W}}}{chance.choice(_FOREIGN)}"
        case 6:
            one.text = chance.choice(("☒", "x" * 30_000, "Voorwaarde 99", "&<>", "\n\t", None, "F-8Q3M2-0F49BEA4"))
        case _:
            for _ in range(chance.choice((1, 5, 130))):
                wrapped = etree.SubElement(one, f"{{{W}}}{chance.choice(_FOREIGN[2:13])}")
                one = wrapped if chance.random() < 0.9 else one


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


CHANGES: tuple[Change, ...] = (_package_bytes_changed, _part_bytes_changed, _structure_changed)


def _read(content: bytes, words: list[object]) -> str:
    """How it ends: read, or the reason of the refusal. `TooHeavy` fails the test: a reader broke, or took too long."""
    told = FORMS.read(content, words)
    if "reason" in told:
        return FormFault(told["reason"]).value
    assert len(told["answers"]) <= 400
    return "read"


def _run(change: Change, count: int) -> tuple[float, Counter[str]]:
    """The slowest in seconds on the clock, and how often each end came."""
    chance, known, words = random.Random(2026), seeds(), words_of_forms().packed()
    slowest, ends = 0.0, Counter[str]()
    for _ in range(count):
        content = change(chance.choice(known), chance)
        began = time.perf_counter()
        ends[_read(content, words)] += 1
        slowest = max(slowest, time.perf_counter() - began)
    return slowest, ends


@pytest.mark.parametrize("change", CHANGES)
def test_mutations_are_read_or_refused_and_nothing_else(change: Change) -> None:
    assert _run(change, 30)[1].total() == 30


@pytest.mark.long
@pytest.mark.parametrize("change", CHANGES)
def test_many_mutations_within_time_and_memory(change: Change) -> None:
    _run(change, 5)
    worker, count = FORMS.worker, MUTATIONS // len(CHANGES) + 1
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    slowest, ends = _run(change, count)
    took = time.perf_counter() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    peak = _peak(FORMS.worker)
    told = (
        f"{count} x {change.__name__}: {took:.0f} s, slowest {slowest:.3f} s, grown by {grown:.0f} MB, worker {peak} MB"
    )
    sys.stdout.write(f"\n{told}, {dict(ends)}\n")
    assert slowest < SECONDS
    assert grown < 50
    assert peak < 150
    assert worker is not None
    assert ends["read"] and ends["damaged"]


def _peak(worker: int | None) -> int:
    """The most memory that a worker held, in MB."""
    status = Path(f"/proc/{worker}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def test_mutations_in_a_form_by_hand_keep_the_worker() -> None:
    """Refusals do not cost the worker its life."""
    chance = random.Random(7)
    _read(document("<w:p/>"), WORDS.packed())
    before = FORMS.worker
    for _ in range(20):
        _read(_package_bytes_changed(packed(parts()), chance), WORDS.packed())
    assert FORMS.worker == before
