"""What a finding is called on its card: what it is about, how sure it is, and what to mind before settling it."""

from markupsafe import Markup

from pages.frame.markup import Text, tag
from pages.frame.two_texts import in_lines
from pages.plan.board.laid import Laid
from services.consistency.facts import Certainty, Clash, Contradiction, Point
from services.vocabulary.facts import Words
from services.vocabulary.sentences import value_label
from services.wording import Say, label
from services.wording.labels import organisation_label

_COLOURS = {
    Certainty.CERTAIN: "red",
    Certainty.PROBABLE: "orange",
    Certainty.WAITS: "blue",
    Certainty.POSSIBLE: "grey",
}


def title_of(laid: Laid, one: Contradiction) -> str:
    """What two conditions are about, in the words of the region: the act and to whom or what. Without readings the
    kinds of the conditions."""
    if one.clash is not None and (words := _act_words(laid, one.clash)):
        return words
    return pair_title(laid, one.pair)


def pair_title(laid: Laid, pair: tuple[str, ...]) -> str:
    """The kinds of the conditions of a pair, each once."""
    return " / ".join(dict.fromkeys(label(laid.say, view.kind) for view in laid.seen(pair)))


def certainty_tag(say: Say, certainty: Certainty) -> Markup:
    """How sure it is: a word of its own, and a colour of its own beside it."""
    words = {
        Certainty.CERTAIN: say("clashes, certain"),
        Certainty.PROBABLE: say("clashes, probably"),
        Certainty.WAITS: say("possible, but only later"),
        Certainty.POSSIBLE: say("perhaps, please look"),
    }
    return tag(words[certainty], _COLOURS[certainty])


def headline(title: str, badge: Text, *sentence: str) -> Markup:
    """The head of a card: what it is about, its state, and the one sentence, perhaps in pieces."""
    return Markup('<div class="line"><h3 class="about">{}</h3>{}</div>{}').format(title, badge, in_lines(sentence))


def to_mind(say: Say, one: Contradiction) -> Markup:
    """What limits the choice: a court order, or a stop in force. Nothing where neither is."""
    lines = []
    if one.court_order:
        lines.append(say("A court order is behind this. The meeting cannot set it aside: choose who goes to court."))
    if one.hold:
        lines.append(say("While the stop is in force, the stop goes first. Only the case director releases it."))
    return Markup("").join(Markup('<p class="mind below">{}</p>').format(line) for line in lines)


def whose(say: Say, laid: Laid, condition_id: str) -> str:
    """A condition by number and organisation: 'V4 (Veilig Thuis)'."""
    view = laid.views.get(condition_id)
    if view is None:
        return say("a condition that you may not read")
    return f"V{view.number} ({organisation_label(say, view.organisation)})"


def _act_words(laid: Laid, clash: Clash) -> str:
    act = laid.vocabulary.acts.get(clash.first.act)
    if act is None:
        return ""
    words = Words(act.nl, act.en).said(laid.say.language)
    object_ = laid.say.listed([named for value in _object(clash) if (named := _named(laid, value))])
    return words[:1].upper() + words[1:] + (f": {object_}" if object_ else "")


def _object(clash: Clash) -> tuple[str, ...]:
    """Whom or what it is about: the values that meet, or else what both name, or what one of them does."""
    if clash.point in (Point.WHAT, Point.TO, Point.AT) and clash.values[0]:
        return clash.values[0][:2]
    for slot in ("what", "to", "at"):
        mine, theirs = getattr(clash.first, slot), getattr(clash.second, slot)
        both = tuple(value for value in mine if value in theirs)
        if found := both or mine or theirs:
            return found[:2]
    return ()


def _named(laid: Laid, value: str) -> str:
    names = {key: name for key, name in laid.names.items() if key not in laid.vocabulary.terms}
    try:
        return value_label(laid.vocabulary, value, laid.say, names=names)
    except KeyError:  # a word that the region's vocabulary no longer has
        return ""
