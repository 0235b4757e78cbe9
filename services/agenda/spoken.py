"""What the chair can say at each standard point: our own calm words, to be read aloud or put aside."""

from services.agenda.facts import StandardPoint
from services.wording import Say


def spoken(say: Say, point: StandardPoint | None) -> tuple[str, ...]:
    """The paragraphs to say at a point; none for a point of somebody's own."""
    return _WORDS[point](say) if point else ()


def confidentiality(say: Say) -> str:
    """The sentence that is read aloud at the opening."""
    return say(
        "What is said here is for this case and for the task that each of us has in it. Keep no more of it than that "
        "task needs, pass nothing on outside this circle without asking me first, and let nothing reach the alleged "
        "perpetrator or the people around them that was not agreed here."
    )


def challenge(say: Say) -> str:
    """The question by which the chair invites another view."""
    return say("Who sees it differently? What do we not know yet, and what would make us wrong?")


def _opening(say: Say) -> tuple[str, ...]:
    return (
        say("Welcome. We are here for one thing: that it becomes safer."),
        confidentiality(say),
        say("Does anybody here know somebody in this case privately? Say it now, or call me right after."),
    )


def _earlier(say: Say) -> tuple[str, ...]:
    return (
        say("We go through what was agreed, one by one: done, not done, or no longer possible."),
        say("That something was not done is a fact here and no reproach. What does it need?"),
    )


def _question(say: Say) -> tuple[str, ...]:
    return (say("At the end we answer this question. If we cannot, we say what is missing and who finds it out."),)


def _news(say: Say) -> tuple[str, ...]:
    return (say("Who saw or heard something else? Facts first; call a suspicion a suspicion."),)


def _voice(say: Say) -> tuple[str, ...]:
    return (
        say("Whoever speaks for the victim tells it in the victim's own words. We listen and do not discuss them."),
        say("What would the victim say, sitting here? Does what we are about to agree fit that?"),
    )


def _conditions(say: Say) -> tuple[str, ...]:
    return (
        say("What must at least hold so that it is safer at once? We take the clashes first."),
        say("An order of a court stands; we work with it and do not set it aside."),
        challenge(say),
    )


def _actions(say: Say) -> tuple[str, ...]:
    return (
        say("One action, one owner, one day. I read each one aloud; who owns it says yes."),
        say("And if it does not work: what then, and who notices?"),
    )


def _telling(say: Say) -> tuple[str, ...]:
    return (
        say("Who tells the victim what was agreed, when, and in which way that is safe?"),
        say(
            "What does the alleged perpetrator hear, from whom, and not before when? Nothing is said on anybody's own."
        ),
    )


def _review(say: Say) -> tuple[str, ...]:
    return (say("When do we look back? And what brings us together sooner: a breach, a release, a new address?"),)


def _close(say: Say) -> tuple[str, ...]:
    return (
        say("I read the agreements once more. Is anything missing, or said otherwise than you meant it?"),
        say("The plan follows by the planner. Nothing of this goes into a mail, a message or your own calendar."),
    )


_WORDS = {
    StandardPoint.OPENING: _opening,
    StandardPoint.EARLIER: _earlier,
    StandardPoint.QUESTION: _question,
    StandardPoint.NEWS: _news,
    StandardPoint.VOICE: _voice,
    StandardPoint.CONDITIONS: _conditions,
    StandardPoint.ACTIONS: _actions,
    StandardPoint.TELLING: _telling,
    StandardPoint.REVIEW: _review,
    StandardPoint.CLOSE: _close,
}
