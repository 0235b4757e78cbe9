"""HTML that is escaped by default: text becomes safe on the way in, only `Html` passes unchanged."""

from html import escape

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


class Html(str):
    """Markup made here, not by people."""

    __slots__ = ()


def el(name: str, /, *inside: object, **attributes: object) -> Html:
    """An element. Inside: text (escaped), `Html`, lists of both; None and False vanish.

    Attributes: `class_` and `for_` lose their underscore, other underscores become dashes, True stands bare.
    """
    parts = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{parts}>")
    return Html(f"<{name}{parts}>{join(*inside)}</{name}>")


def join(*inside: object) -> Html:
    """Several things one after the other."""
    return Html("".join(_text(one) for one in inside))


def _text(one: object) -> str:
    if one is None or one is False:
        return ""
    if isinstance(one, Html):
        return one
    if isinstance(one, list | tuple):
        return join(*one)
    return escape(str(one))


def _attribute(key: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
