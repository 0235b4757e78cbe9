"""What the leak guard stopped, in words: which file, which part of it, the words in their surroundings."""

from collections.abc import Iterable

from markupsafe import Markup

from pages.frame.markup import tag
from pages.plan.papers.edition_words import edition_title
from services.documents.by_key import LETTER, OF_ROW, OF_VERSION
from services.documents.guarding.facts import Place, ReleaseLine
from services.documents.papers import ACTION_LIST, ACTIONS_OF, AGENDA, MINUTES, SCRIPT
from services.documents.sheets.network_sheet import NETWORK_SHEET
from services.wording import Say
from services.wording.labels import organisation_label


def file_title(say: Say, key: str) -> str:
    """What a file is called on screen, by the key under which it is made."""
    name = key.partition(OF_ROW)[0].partition(OF_VERSION)[0]
    fixed = {
        NETWORK_SHEET: say("Network sheet"),
        AGENDA: say("Agenda"),
        SCRIPT: say("Chair's script"),
        MINUTES: say("Minutes"),
        LETTER: say("Referral letter"),
        ACTION_LIST: say("Action list"),
    }
    if name in fixed:
        return fixed[name]
    if name.startswith(ACTIONS_OF):
        return say("Action list of {who}", who=organisation_label(say, name.removeprefix(ACTIONS_OF)))
    return edition_title(say, name)


def places_list(say: Say, places: Iterable[Place]) -> Markup:
    """Every place with its part and the word marked; no more of it than the reader of this screen may see."""
    return Markup('<ul class="plain">{}</ul>').format(Markup("").join(_place(say, one) for one in places))


def _place(say: Say, one: Place) -> Markup:
    never = Markup(" {}").format(tag(say("never for this reader"), "red")) if one.never else Markup("")
    often = say.plural("{n} time", "{n} times", one.count)
    times = Markup(' <span class="small">{}</span>').format(often) if one.count > 1 else ""
    words = Markup("{}<mark>{}</mark>{}").format(one.before, one.word, one.after)
    around = Markup('<br><span class="small">{}</span>').format(say("What stands around it is for its reader only."))
    return Markup('<li><p class="small">{}</p><p>{}{}{}{}</p></li>').format(
        part_words(say, one.part), words, times, never, "" if one.shown else around
    )


def part_words(say: Say, part: str) -> str:
    """Where in a file something stands."""
    if part == "file name":
        return say("In the file name")
    name = part.rpartition("/")[2]
    if name == "document.xml":
        return say("In the text")
    if name.startswith("header"):
        return say("At the top of the page")
    if name.startswith("footer"):
        return say("At the bottom of the page")
    if part.startswith("docProps"):
        return say("In the properties of the file")
    return say("Elsewhere in the file")


def release_state(say: Say, line: ReleaseLine) -> Markup:
    """How far a question is, as a small word."""
    if line.taken_back_at is not None:
        return tag(say("taken back"), "grey")
    if line.decided_at is None:
        return tag(say("waits for a second person"), "orange")
    return tag(say("may leave"), "green") if line.granted else tag(say("may not leave"), "red")
