"""What goes against the route map or a court order, in one sentence. Pure."""

from collections.abc import Mapping

from services.consistency.facts import Breach, Statement
from services.consistency.told.speaking import source
from services.vocabulary.facts import Vocabulary
from services.wording import Say

COURT_ORDER = "court_order"


def sentence(
    vocabulary: Vocabulary, one: Breach, of: Mapping[str, Statement], say: Say, names: Mapping[str, str]
) -> str:
    """Which condition, which rule, and what the rule says."""
    which = source(of[one.condition], say, names)
    if one.why == COURT_ORDER:
        return say(
            "{which} does not go together with a decision of the court: only the court can change it, so somebody has "
            "to go there.",
            which=which,
        )
    why = _why(one, say) or one.label.said(say.language) or _standing(vocabulary, one, say)
    if one.reminds:
        return say("With {which} the route map ({rule}) reminds of “{why}”.", which=which, rule=one.rule_id, why=why)
    return say("{which} does not fit the route map ({rule}): {why}.", which=which, rule=one.rule_id, why=why)


def _why(one: Breach, say: Say) -> str:
    return {
        "joint_talk": say("no joint talk or mediation as long as the stalking goes on"),
        "message_passed": say("nobody passes messages on between the two"),
        "stop_talk_not_low": say("a stop conversation is for low risk only"),
        "stop_talk_complaint": say("a stop conversation no longer fits once there is a formal complaint"),
        "stop_talk_violence": say("a stop conversation no longer fits after threats or violence"),
    }.get(one.why, "")


def _standing(vocabulary: Vocabulary, one: Breach, say: Say) -> str:
    """What the rule says by the vocabulary."""
    said = [rule.label.said(say.language) for rule in vocabulary.standing if rule.rule == one.rule_id]
    return said[0] if said else say("this rule asks for something else")
