"""Elements whose text is escaped by default: only `Markup` passes unchanged."""

from markupsafe import Markup, escape

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


def el(name: str, /, *inside: object, **attributes: object) -> Markup:
    """An element. Inside: text (escaped), `Markup`, lists of both; None and False vanish.

    Attributes: `class_` and `for_` lose their underscore, other underscores become dashes, True stands bare.
    """
    parts = join(*(_attribute(key, value) for key, value in attributes.items()))
    if name in _VOID:
        return Markup("<{}{}>").format(name, parts)
    return Markup("<{}{}>{}</{}>").format(name, parts, join(*inside), name)


def join(*inside: object) -> Markup:
    """Several things one after the other."""
    return Markup("").join(_text(one) for one in inside)


def _text(one: object) -> Markup:
    if one is None or one is False:
        return Markup("")
    return join(*one) if isinstance(one, list | tuple) else escape(one)


def _attribute(key: str, value: object) -> Markup:
    if value is None or value is False:
        return Markup("")
    name = key.rstrip("_").replace("_", "-")
    return Markup(" {}").format(name) if value is True else Markup(' {}="{}"').format(name, value)
