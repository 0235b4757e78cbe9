"""How forms that came in are put into words: by which way, in which state, why set apart, what is wrong with a row."""

from markupsafe import Markup

from models.terms import FormStatus, Provenance, RowAnswer
from pages.frame.markup import joined, tag
from pages.frame.waiting_sentences import ROW, WAITING_SENTENCES
from services.documents.forms.facts import BlockShown, FormReceipt, FormShown
from services.wording import Say, label

_COLOURS = {FormStatus.WAITING: "blue", FormStatus.SET_APART: "orange", FormStatus.SETTLED: "grey"}


def fault_words(say: Say, fault: str) -> str:
    """Why a row cannot be taken over."""
    return say(WAITING_SENTENCES.get(f"{ROW}.{fault}", WAITING_SENTENCES[ROW]))


def form_tags(say: Say, form: FormShown) -> Markup:
    """Its state, and what is out of the ordinary."""
    tags = [tag(label(say, form.status), _COLOURS[form.status])]
    if form.provenance is not Provenance.INTACT:
        tags.append(tag(label(say, form.provenance), "orange"))
    if form.late:
        tags.append(tag(say("after the deadline"), "grey"))
    return joined(tags, " ")


def came_in(say: Say, form: FormShown) -> str:
    """By which way, when, and under which code."""
    way = (
        say("Came in by the personal link on {moment}", moment=say.short_moment(form.received_at))
        if form.by_link
        else say("Read in from a mail on {moment}", moment=say.short_moment(form.received_at))
    )
    return " · ".join(part for part in (way, form.code and say("form {code}", code=form.code)) if part)


def why_apart(say: Say, form: FormShown) -> str:
    """Why it is set apart, in plain words."""
    return {
        "stripped": say(
            "The hidden marks by which we know our forms are gone. That happens when a text is copied into a new "
            "document, or saved by another program."
        ),
        "one_place": say(
            "Part of the hidden marks by which we know our forms is gone. Another program may have saved it."
        ),
        "differs": say("The hidden marks in this form contradict each other. Somebody or something changed them."),
        "seal": say("The hidden marks in this form were changed since it was made."),
        "shape": say("This form was made by another version of the planner."),
        "missing": say("Questions are gone from this form. It was changed, and not filled in only."),
        "twice": say("Questions stand twice in this form. Blocks were copied, perhaps."),
        "foreign": say("This form was made for somebody else than the one through whose link it came in."),
        "not_invited": say("Whoever this form was made for is not, or no longer, invited to the meeting."),
    }.get(form.apart, say("We cannot tell whose form this is."))


def remark_words(say: Say, remark: str) -> str:
    """What the case director should know beside the answers."""
    kind, _, number = remark.partition(":")
    if kind == "emptied":
        return say(
            "Block {n} held a condition when the form was made, and is empty now. That condition stands as it was; ask "
            "whether it should.",
            n=number,
        )
    if kind == "deleted_text":
        return say("Text was struck out with tracked changes in block {n}. Struck out text was left out.", n=number)
    return say("It was not ticked that the information is right and up to date.")


def block_title(say: Say, block: BlockShown) -> str:
    """Which block, and what it would do, or which condition it has become."""
    if block.answer is RowAnswer.TAKEN_OVER and block.condition_number:
        return say("Block {n}: condition {number}", n=block.number, number=block.condition_number)
    if block.condition_number:
        return say("Block {n}: changes condition {number}", n=block.number, number=block.condition_number)
    if block.follows_number:
        return say("Block {n}: goes on from condition {number}", n=block.number, number=block.follows_number)
    return say("Block {n}: a new condition", n=block.number)


def settled_words(say: Say, form: FormShown) -> str:
    """What came of it, in one line."""
    if form.replaced:
        return say("Replaced by a newer file of the same form")
    answers = [block.answer for block in form.blocks]
    taken, left = answers.count(RowAnswer.TAKEN_OVER), answers.count(RowAnswer.LEFT_OUT)
    parts = [say.plural("{n} block taken over", "{n} blocks taken over", taken)] if taken else []
    if left:
        parts.append(say.plural("{n} block left out", "{n} blocks left out", left))
    if form.nothing_answer is RowAnswer.TAKEN_OVER:
        parts.append(say("no conditions"))
    if not parts and form.apart and not form.organisation:
        return say("Laid aside")
    return ", ".join(parts) or say("Said what stood already")


def receipt_words(say: Say, receipt: FormReceipt) -> str:
    """What whoever handed a form in hears, for guests and in the office alike."""
    if receipt.status is FormStatus.SET_APART:
        return say("The form came in. It was set apart: the case director first looks whose it is.")
    filled = say.plural("{n} filled in condition", "{n} filled in conditions", receipt.blocks)
    if receipt.nothing_to_add and not receipt.blocks:
        filled = say("no conditions")
    if receipt.again:
        return say("This very file came in before: {filled}. Nothing was doubled.", filled=filled)
    if receipt.status is FormStatus.SETTLED:
        return say("The form came in: {filled}. Everything in it stands already or was decided.", filled=filled)
    return say("The form came in: {filled}. The case director takes them over.", filled=filled)
