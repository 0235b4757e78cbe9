"""What a reader does not get, in words: which item, why, and what stands in its place."""

from markupsafe import Markup

from pages.frame.markup import joined
from pages.plan.papers.edition_words import tier_tag
from services.documents.phrases import waits
from services.documents.what_is_left_out import LeftOut, LeftOutKind
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
    return kinds[item.kind]


def _words(say: Say, item: LeftOut) -> str:
    """The first words; of what the director may not read either, that and nothing else."""
    if item.kind is LeftOutKind.CONTRADICTION:
        return ""
    if not item.text and item.about is None:
        return say("you may not read this either")
    return " · ".join(part for part in (label(say, item.about) if item.about else "", item.first_words) if part)


def _stub(say: Say, item: LeftOut) -> Markup:
    if not item.stub:
        return Markup("")
    if item.stub_missing:
        text = say("This reader must act on it. Write what this reader reads instead.")
        return Markup('<p class="mind below">{}</p>').format(text)
    words = item.stands_as or waits(say, approach=True)
    return Markup('<p class="small">{} “{}”</p>').format(say("In its place:"), words)
