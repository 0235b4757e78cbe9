"""Checking a house style in a limited process of its own, as forms from outside are read."""

from base64 import b64decode, b64encode
from typing import Any

from services.apart.reading import Apart, TooHeavy, TooLarge
from services.documents.forms.apart import MEMORY, SECONDS
from services.documents.forms.faults import FormFault
from services.documents.forms.opening import LARGEST
from services.documents.house_styles.faults import StyleFault, StyleRefused

STYLES = Apart("services.documents.house_styles.apart", SECONDS, MEMORY, LARGEST)


def checked_apart(content: bytes) -> bytes:
    """`checking.checked`, bounded. Raises StyleRefused, with TOO_HEAVY when a bound is met."""
    try:
        told = STYLES.read(content)
    except TooLarge:
        raise StyleRefused(reason=FormFault.TOO_LARGE) from None
    except TooHeavy:
        raise StyleRefused(reason=FormFault.TOO_HEAVY) from None
    if "reason" in told:
        reason = told["reason"]
        fault = StyleFault(reason) if reason in list(StyleFault) else FormFault(reason)
        raise StyleRefused(reason=fault, styles=tuple(told["styles"].split(", ")) if told["styles"] else ())
    return b64decode(told["base"], validate=True)


def prepare() -> None:
    """Loads the checker, and what it would otherwise load from disk when it first needs it; in the worker only."""
    import services.documents.house_styles.checking  # noqa: F401  (known to the bounded process only)
    from services.documents.forms import apart

    apart.prepare()
    from services.documents.house_styles.names import own_styles

    own_styles()


def answer(content: bytes) -> dict[str, Any]:
    """What the worker hands back: the base document, or why the file was refused."""
    from services.documents.house_styles.checking import checked

    try:
        return {"base": b64encode(checked(content)).decode()}
    except StyleRefused as refused:
        return dict(refused.fields)
