"""What the format of a Word file says by itself: its measures, key words, names of parts. No text of anybody.

A value that is not known here is read as text: a stranger's word is never taken for the format's.
"""

import re
from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

from lxml import etree  # ty: ignore[import-not-found]  (it ships no types)

from services.documents.word.base import base_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_MEASURES = """
abstractNum abstractNumId altName autoHyphenation b bCs basedOn bidi bottom cantSplit characterSpacingControl charset
color cols compatSetting consecutiveHyphenLimit decimalSymbol defaultTabStop family fldChar font
footerReference gridCol headerReference ilvl ind insideH insideV jc keepLines keepNext lang left link listSeparator lvl
lvlJc multiLevelType next num numFmt numId outlineLvl pStyle panose1 pgMar pgSz pitch qFormat rFonts rStyle
right semiHidden shd spacing start style sz szCs tab tblBorders tblHeader tblInd tblLayout tblLook tblStyle
tblStylePr tblStyleRowBandSize tblW tcW themeFontLang top uiPriority zoom
"""
VOCABULARY = frozenset(W + name for name in _MEASURES.split()) | frozenset(
    _A + name for name in ("latin", "ea", "cs", "srgbClr", "schemeClr", "ln")
)
"""Elements whose attributes hold measures, key words and names of fonts and styles; other words there are read."""
_WORDS = """
single double dashed dotted none nil clear auto center left right both start end top bottom center baseline atLeast
exact dxa pct fixed autofit begin separate continue restart nextPage page line default first even odd true false on
off portrait landscape decimal bullet lowerLetter upperLetter lowerRoman upperRoman hybridMultilevel multilevel
singleLevel swiss roman modern script decorative variable character paragraph table numbering wholeTable firstRow
lastRow firstCol lastCol band1Horz band2Horz band1Vert band2Vert neCell nwCell seCell swCell doNotCompress gregorian
date Normal preserve textWrapping thick wave superscript subscript nl nl-NL en en-GB en-US ar-SA x-none und FFFFFF
""".split()  # noqa: SIM905
_MEASURE = re.compile(r"-?\d{1,5}(?:\.\d{1,4})?(?:pt|%|mm|cm|in)?|[0-9A-Fa-f]{6}")
_PARTS = re.compile(r"(?:word/)?media/picture\d{1,4}\.png|(?:word/)?(?:header|footer)\d{1,2}\.xml"
                    r"|(?:\.\./)?(?:customXml/)?item(?:Props)?\d{1,2}\.xml"
                    r"|customXml/_rels/item\d{1,2}\.xml\.rels")  # fmt: skip
_TYPES = re.compile(r"application/(?:vnd\.openxmlformats-[a-z]+\.[a-zA-Z.-]{3,60}\+xml|xml)|image/png")
_MAIN_TYPES = ("application/xml", "image/png")


@lru_cache(maxsize=1)
def _base() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Of our own empty document: the names of its parts, the values of its attributes, the names of its elements."""
    names, values, elements = set(), set(), set()
    for language in ("nl", "en"):
        for form in (False, True):
            with ZipFile(BytesIO(base_document(language, 0, form=form))) as archive:
                names |= set(archive.namelist())
                for name in archive.namelist():
                    for element in etree.fromstring(archive.read(name)).iter(etree.Element):
                        elements.add(etree.QName(element).localname)
                        values |= set(map(str, element.attrib.values()))
    return frozenset(names), frozenset(values), frozenset(elements)


def is_own_part(name: str) -> bool:
    """Whether every file of ours may have a part of this name: it says nothing."""
    return name in _base()[0] or _PARTS.fullmatch(name) is not None


def is_own_target(target: str) -> bool:
    """Whether a relation leads to such a part."""
    bare = target.lstrip("/").removeprefix("../")
    return any(is_own_part(folder + bare) for folder in ("", "word/", "docProps/", "customXml/", "word/theme/"))


def is_of_the_format(value: str) -> bool:
    """Whether an attribute's value is a measure, or a word of the format or of our own document."""
    return _MEASURE.fullmatch(value) is not None or value in _key_words() or value in _base()[1]


def is_content_type(value: str) -> bool:
    """Whether this names a type of parts that Word files have."""
    return value in _base()[1] or value in _MAIN_TYPES or _TYPES.fullmatch(value) is not None


def unknown_elements(names: set[str]) -> list[str]:
    """The names of elements that our own documents do not have and that are long enough to say something."""
    return sorted(name for name in names - _base()[2] if len(name) > 3)


@lru_cache(maxsize=1)
def _key_words() -> frozenset[str]:
    return frozenset(_WORDS)
