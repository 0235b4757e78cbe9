"""All answers of a condition, question by question, as they are looked over before they are handed in."""

from markupsafe import Markup

from models.terms import ConditionKind
from pages.frame.drafting import DraftForm
from pages.frame.screen import Screen
from pages.partner import condition_form as asked
from pages.plan.condition_words import aliases, hard_words, name_of, until_words
from services.conditions.good import Weakness, weak_points
from services.meetings.facts import GuestMeeting
from services.vocabulary.sentences import nothing_checkable
from services.wording import Say, label

Answers = list[tuple[str, list[str | Markup]]]


def organisations_of(meeting: GuestMeeting) -> list[str]:
    """Keys of the organisations that the guest's condition can name, their own first."""
    return list(dict.fromkeys([meeting.organisation, *(key for key, _ in meeting.organisations)]))


def answers(screen: Screen, meeting: GuestMeeting, form: DraftForm) -> Answers:
    """Per question its short name and what was answered."""
    say = screen.say
    what = [str(form["text"]).strip(), hard_words(say, hard=bool(form["hard"]))]
    if form["holds"]:
        what.append(say("Nobody approaches the alleged perpetrator for now"))
    return [
        (say("About"), _whom(say, meeting, form)),
        (say("What"), [answer for answer in what if answer]),
        (say("Who and when"), _who_and_when(say, meeting, form)),
        (say("Reading"), _reading(screen, meeting, form)),
        (say("How you see that it works"), _check(say, meeting, form)),
        (say("Who reads it"), [asked.readers_words(say, str(form["tier"]), meeting.organisation)]),
    ]


def _whom(say: Say, meeting: GuestMeeting, form: DraftForm) -> list[str | Markup]:
    whom: list[str | Markup] = [label(say, ConditionKind(form["kind"])) if form["kind"] else say("Not chosen yet")]
    if subject := aliases(meeting.persons, [str(form["subject"])]):
        whom.append(say("about {names}", names=subject[0]))
    if protects := aliases(meeting.persons, list(form["protects"] or ())):
        whom.append(say("protects {names}", names=say.listed(protects)))
    return whom


def _who_and_when(say: Say, meeting: GuestMeeting, form: DraftForm) -> list[str | Markup]:
    who = name_of(say, str(form["done_by"] or ""), meeting.persons) or say("Nobody named")
    due = say("by {day}", day=say.short_day(form["due_on"])) if form["due_on"] else ""
    end = until_words(say, asked.end_of(form), holds=bool(form["holds"]))
    return [who, *(part[:1].upper() + part[1:] for part in (due, end) if part)]


def _reading(screen: Screen, meeting: GuestMeeting, form: DraftForm) -> list[str | Markup]:
    sentences = asked.confirmed(screen, form, meeting.persons, organisations_of(meeting))
    if sentences is None:
        return [screen.say("Skipped")]
    return list(sentences) or [nothing_checkable(screen.say)]


def _check(say: Say, meeting: GuestMeeting, form: DraftForm) -> list[str | Markup]:
    check, way_out = str(form["check"]).strip(), str(form["if_not"]).strip()
    who = name_of(say, str(form["checked_by"] or ""), meeting.persons)
    found = [check] if check else []
    if who:
        found.append(say("checked by {name}", name=who))
    if way_out:
        found.append(say("If it does not succeed") + ": " + way_out)
    return list(found) or [say("Nothing said")]


def hints(say: Say, form: DraftForm) -> list[str]:
    """What would make the condition better, at most two; nothing of it has to be done before handing it in."""
    if not form["kind"] or not str(form["text"]).strip():
        return []
    words = {
        Weakness.VAGUE: "“{found}” can be read in more than one way. Can you say who does what, and when?",
        Weakness.SEVERAL_AT_ONCE: "There seems to be more than one agreement in this text. Two conditions are easier "
        "to keep track of.",
        Weakness.NO_DOER: "It does not say yet who does it.",
        Weakness.NO_CHECK: "It does not say yet how one sees that it works.",
        Weakness.NO_TERM: "It does not say yet by when, or until when.",
    }
    return [
        say(words[point.kind], found=point.found) if point.found else say(words[point.kind])
        for point in weak_points(asked.order_of(form))
    ]
