"""The sentences that warn about who speaks with whom. Never a word of why a stop stands."""

from markupsafe import Markup

from pages.frame.markup import joined, show
from services.cases.facts import CaseFacts
from services.victim.facts import SpeakingWarning, WarningKind
from services.wording import Say


def show_warnings(say: Say, facts: CaseFacts, found: tuple[SpeakingWarning, ...]) -> None:
    """Puts the warnings into the current place, as a list."""
    if found:
        show(joined([warning_line(say, facts, warning) for warning in found]))


def warning_line(say: Say, facts: CaseFacts, warning: SpeakingWarning) -> Markup:
    """One warning as a marked line with the numbers of its rules."""
    kind = "stop" if warning.kind is WarningKind.HELD else "mind"
    return Markup('<p class="{} warn">{} <span class="nowrap">({})</span></p>').format(
        kind, warning_sentence(say, facts, warning), ", ".join(warning.rule_ids)
    )


def warning_sentence(say: Say, facts: CaseFacts, warning: SpeakingWarning) -> str:
    """What is the matter and what to do about it."""
    alias = {person.ref: person.alias for person in facts.persons}
    whom = say.listed([alias.get(ref, ref) for ref in warning.refs])
    who = say.listed(list(warning.names))
    match warning.kind:
        case WarningKind.HELD:
            return say(
                "Stop: nobody approaches {whom} until the case director releases this. "
                "No new conversation can be begun or planned.",
                whom=whom,
            )
        case WarningKind.TOO_MANY_FACES:
            agreed = say.plural(
                "{name} agreed to {n} fixed face;", "{name} agreed to {n} fixed faces;", warning.agreed, name=whom
            )
            return f"{agreed} {_speaking(say, warning.names, who)}"
        case WarningKind.BOTH_SIDES:
            return say(
                "In touch with the victim and with the alleged perpetrator: {who}. "
                "Divide the conversations, or agree that no messages are passed on.",
                who=who,
            )
        case WarningKind.THROUGH_FAMILY:
            return say(
                "{who} speaks with the alleged perpetrator and with {whom}. Agree that no messages go through them.",
                who=who,
                whom=whom,
            )
        case WarningKind.NO_POLICE_CONTACT:
            return say("{whom} has no fixed contact person at the police yet.", whom=whom)
        case WarningKind.NO_CASE_HOLDER:
            return say("{whom} does not speak with a case holder yet.", whom=whom)


def _speaking(say: Say, names: tuple[str, ...], who: str) -> str:
    return say.plural(
        "now {n} person speaks with them: {who}.", "now {n} people speak with them: {who}.", len(names), who=who
    )
