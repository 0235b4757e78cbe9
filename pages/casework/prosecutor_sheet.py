"""The prosecutor's seven questions on one sheet, answered from the data; made to be printed."""

from markupsafe import Markup

from models.terms import SeatRole
from pages.casework.duty_words import state_word
from pages.frame.markup import Text, joined, show, table, tag
from services.cases.facts import CaseFacts
from services.duties.facts import CaseDuties, DutyState, Obligation
from services.duties.words import note_words
from services.route_map.facts import RuleKind
from services.wording import Say


def prosecutor_sheet(say: Say, facts: CaseFacts, found: CaseDuties) -> None:
    """One table: the question, yes or not yet, and from what that shows."""
    questions = [
        duty
        for duty in found.duties
        if duty.rule.kind is RuleKind.CHECK and duty.rule.role == SeatRole.PUBLIC_PROSECUTOR
    ]
    columns = [say("Question"), say("Answer"), say("From what this shows")]
    told = say("{case}, as recorded on {moment}.", case=facts.code_name, moment=say.moment(found.now))
    show(
        Markup('<h2>{}</h2><p class="small">{}</p>{}').format(
            say("The prosecutor's questions"), told, table(columns, [_line(say, found, duty) for duty in questions])
        )
    )


def _line(say: Say, found: CaseDuties, duty: Obligation) -> list[Text]:
    asked = Markup('{}<br><span class="code small">{}</span>').format(duty.rule.text(say.language), duty.id)
    parts = [_shown(say, found, rule_id) for rule_id in duty.rule.answers]
    parts += [note_words(say, note) for note in duty.notes if note.key in ("tell", "told")]
    if duty.answer:
        parts.append(f"{state_word(say, duty)}. {duty.answer.reason}")
    lines = joined([Markup("<li>{}</li>").format(part) for part in parts if part])
    return [asked, _answer(say, duty), Markup("<ul>{}</ul>").format(lines)]


def _answer(say: Say, duty: Obligation) -> Markup:
    if duty.state is DutyState.EXPLAINED:
        return tag(say("Does not apply"), "grey")
    if duty.settled:
        return tag(say("Yes"), "green")
    if any(note.key == "answered_by" for note in duty.notes):
        return tag(say("In part"), "orange")
    return tag(say("Not yet"), "orange")


def _shown(say: Say, found: CaseDuties, rule_id: str) -> str:
    """What the file shows for a rule that the question asks after."""
    duty = found.duty(rule_id)
    if duty is None:
        return say("{rule}: not asked at this risk", rule=rule_id)
    notes = [note_words(say, note) for note in duty.notes]
    if duty.answer and duty.answer.reason:
        notes.append(duty.answer.reason)
    return f"{rule_id}: " + (" · ".join(notes) if notes else state_word(say, duty).lower())
