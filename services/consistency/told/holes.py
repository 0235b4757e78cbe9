"""What is missing, in one sentence. Pure."""

from collections.abc import Mapping

from services.consistency.facts import Hole, HoleKind, Statement
from services.consistency.told.speaking import source
from services.wording import Say, label


def sentence(one: Hole, of: Mapping[str, Statement], say: Say, names: Mapping[str, str]) -> str:
    """What no condition says or nobody carries out; persons by alias."""
    if one.what is HoleKind.PERSON:
        return say("{alias} is not protected or named by any condition yet.", alias=names.get(one.person, one.person))
    if one.what is HoleKind.THEME:
        asked = one.kind or one.theme
        return say("No condition yet on “{theme}”.", theme=label(say, asked) if asked else "")
    if one.what is HoleKind.NO_OWNER:
        return say.plural(
            "{n} action has nobody in this case who carries it out.",
            "{n} actions have nobody in this case who carries them out.",
            one.count,
        )
    if one.condition in of:
        return _of_condition(one.what, source(of[one.condition], say, names), say)
    return _counted(one, say)


def _of_condition(what: HoleKind, which: str, say: Say) -> str:
    if what is HoleKind.NOT_CHECKABLE:
        return say("{which} holds no agreement that can be checked.", which=which)
    if what is HoleKind.NO_CHECK:
        return say("{which} does not say yet how one sees that it holds.", which=which)
    if what is HoleKind.NO_ACTION:
        return say("{which} must hold, but no action carries it out yet.", which=which)
    return say("{which} must hold, but its action does not say what shows it, nor what if it fails.", which=which)


def _counted(one: Hole, say: Say) -> str:
    """A line that stands for several conditions."""
    n = one.count
    if one.what is HoleKind.NOT_CHECKABLE:
        return say.plural(
            "{n} condition holds no agreement that can be checked.",
            "{n} conditions hold no agreement that can be checked.",
            n,
        )
    if one.what is HoleKind.NO_CHECK:
        return say.plural(
            "{n} condition does not say yet how one sees that it holds.",
            "{n} conditions do not say yet how one sees that they hold.",
            n,
        )
    if one.what is HoleKind.NO_ACTION:
        return say.plural(
            "{n} condition must hold, but no action carries it out yet.",
            "{n} conditions must hold, but no action carries them out yet.",
            n,
        )
    return say.plural(
        "For {n} condition that must hold, no action says what shows it, nor what if it fails.",
        "For {n} conditions that must hold, no action says what shows it, nor what if it fails.",
        n,
    )
