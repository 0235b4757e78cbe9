"""What a reader gets and does not get, in words: which item or text, why, and what stands in its place."""

from markupsafe import Markup

from pages.frame.markup import joined
from pages.plan.papers.edition_words import tier_tag
from services.documents.free_texts import FreeText
from services.documents.phrases import open_point, waits
from services.documents.what_is_left_out import LeftOut, LeftOutKind, TextTold, first_words
from services.wording import Say, label


def left_out_list(say: Say, items: tuple[LeftOut, ...]) -> Markup:
    """The items as a list, each with its first words and who may read it."""
    return Markup("<ul>{}</ul>").format(joined([_line(say, item) for item in items]))


def _line(say: Say, item: LeftOut) -> Markup:
    told = Markup('<li class="row"><div class="grow"><p><strong>{}</strong> {} &nbsp;{}</p>{}</div></li>')
    return told.format(_named(say, item), _words(say, item), _why(say, item), _stub(say, item))


def _why(say: Say, item: LeftOut) -> Markup:
    """Who may read it; or that this paper is not the place for it."""
    if not item.not_theirs:
        return tier_tag(say, item.tier)
    why = say("no room on the page; the contact person tells it") if item.no_room else say("no part of this paper")
    return Markup('<span class="small">{}</span>').format(why)


def _named(say: Say, item: LeftOut) -> str:
    kinds = {
        LeftOutKind.CONDITION: say("Condition {number}", number=item.number),
        LeftOutKind.ACTION: say("Action {number}", number=item.number),
        LeftOutKind.IF_NOT: say("If {number} does not work", number=item.number),
        LeftOutKind.WEIGHING: say("Weighing"),
        LeftOutKind.ASSESSMENT: say("Assessment"),
        LeftOutKind.SIGNAL: say("Signal"),
        LeftOutKind.CONTRADICTION: say("What does not go together: {numbers}", numbers=item.number),
    }
    if isinstance(item.about, FreeText):
        return text_name(say, item.about, item.number)
    return kinds[item.kind]


def _words(say: Say, item: LeftOut) -> str:
    """The first words; of what the director may not read either, that and nothing else."""
    if item.kind is LeftOutKind.CONTRADICTION:
        return ""
    if not item.text and item.about is None:
        return say("you may not read this either")
    about = label(say, item.about) if item.about and not isinstance(item.about, FreeText) else ""
    return " · ".join(part for part in (about, item.first_words) if part)


def text_name(say: Say, kind: FreeText, number: str = "") -> str:
    """What a free text of the plan is called. `number`: which point or condition it is about."""
    if kind is FreeText.OPEN_POINT:
        return say("Why this stayed open: {point}", point=open_point(say, number))
    if kind is FreeText.REVIEW:
        return say("What the review found of {number}", number=number) if number else say("Why the review decided so")
    return {
        FreeText.SUMMARY: say("Summary of the case"),
        FreeText.EMERGENCY_WORD: say("Word for an emergency call"),
        FreeText.SHARING_BASIS: say("On what basis you share"),
        FreeText.VICTIM_KNOWS: say("What the victim knows"),
        FreeText.RETENTION: say("How long this is kept"),
        FreeText.ENDS: say("When the plan ends"),
        FreeText.REVIEW_EVENTS: say("What brings the review forward"),
    }[kind]


def texts_list(say: Say, texts: tuple[TextTold, ...]) -> Markup:
    """The free texts that a reader gets, each with its first words; what repeats something hidden stands out."""
    return Markup("<ul>{}</ul>").format(joined([_text(say, one) for one in texts]))


def _text(say: Say, one: TextTold) -> Markup:
    piece = one.piece
    told = Markup('<li class="row"><div class="grow"><p><strong>{}</strong> {} &nbsp;{}</p>{}</div></li>')
    named = text_name(say, piece.kind, piece.number)
    return told.format(named, first_words(piece.text), tier_tag(say, piece.tier), _repeats(say, one))


def _repeats(say: Say, one: TextTold) -> Markup:
    lines = [
        say(
            "“{words}” also stands in {what}, which this reader may not read.",
            words=found.words,
            what=_of(say, found.of),
        )
        for found in one.repeats
    ]
    return joined([Markup('<p class="mind below">{}</p>').format(text) for text in lines])


def _of(say: Say, item: LeftOut) -> str:
    words = _named(say, item)
    return words[:1].lower() + words[1:]


def _stub(say: Say, item: LeftOut) -> Markup:
    if not item.stub:
        return Markup("")
    if item.stub_missing:
        text = say("This reader must act on it. Write what this reader reads instead.")
        return Markup('<p class="mind below">{}</p>').format(text)
    words = item.stands_as or waits(say, approach=True)
    return Markup('<p class="small">{} “{}”</p>').format(say("In its place:"), words)
