"""How the pictures of a version are kept: JSON of base64 by language, sealed beside the content."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from json import dumps, loads

from models.plan import PlanVersion
from services.unit_of_work import Reading


def packed(pictures: Mapping[str, bytes]) -> str:
    """The pictures (PNG by language) as the text that is sealed."""
    return dumps({language: b64encode(png).decode() for language, png in sorted(pictures.items())})


def unpacked(text: str) -> dict[str, bytes]:
    """The pictures behind an unsealed text; none behind an empty one."""
    return {language: b64decode(png) for language, png in loads(text).items()} if text else {}


def pictures_in(look: Reading, version_id: str) -> dict[str, bytes]:
    """The pictures that were frozen with a version, by language; none for one that was frozen without."""
    row = look.session.get(PlanVersion, version_id)
    return unpacked(look.unseal(row, "pictures_sealed")) if row and row.pictures_sealed else {}
