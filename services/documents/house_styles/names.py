"""The styles that a house style must have, by the names that Word shows for them."""

from functools import lru_cache

from lxml import etree  # ty: ignore[import-not-found]  (it ships no types)

from services.documents.word.base import W, base_parts
from services.documents.word.dress import OURS_ALWAYS, STYLES

_W = f"{{{W}}}"


@lru_cache(maxsize=1)
def own_styles() -> etree._Element:
    """Our own styles part; not to be changed."""
    return etree.fromstring(base_parts("nl", 0)[STYLES].encode())


@lru_cache(maxsize=1)
def names_by_id() -> dict[str, str]:
    """Our id of each style that a house style must have, with its name, in the order in which we list them."""
    found = {style.get(f"{_W}styleId"): name_of(style) for style in own_styles().iter(f"{_W}style")}
    return {key: name for key, name in found.items() if key not in OURS_ALWAYS}


def name_of(style: etree._Element) -> str:
    """The name of a style; it is the same in every language that Word speaks, other than the id."""
    named = style.find(f"{_W}name")
    return "" if named is None else (named.get(f"{_W}val") or "").strip()


def same_name(name: str) -> str:
    """By which names are compared: some programs write 'Heading 1' where Word writes 'heading 1'."""
    return " ".join(name.split()).lower()
