"""What goes against the route map or a court order, in one sentence. Pure."""

from collections.abc import Mapping

from services.consistency.compared.breaches import COURT_ORDER
from services.consistency.facts import Breach, Statement
from services.consistency.told.speaking import source
from services.vocabulary.facts import Vocabulary, Words
from services.wording import Say


def sentence(
    vocabulary: Vocabulary, one: Breach, of: Mapping[str, Statement], say: Say, names: Mapping[str, str]
) -> str:
    """Which condition, which rule, and what the rule says."""
    which = source(of[one.condition], say, names)
    why = "; ".join(_reason(vocabulary, one.rule_id, code, label, say) for code, label in one.reasons)
    if one.why == COURT_ORDER:
        return say(
            "{which} does not go together with an order in force: {why}, so somebody has to go there.",
            which=which,
            why=why,
        )
    if one.reminds:
        return say("With {which} the route map ({rule}) reminds of “{why}”.", which=which, rule=one.rule_id, why=why)
    return say("{which} does not fit the route map ({rule}): {why}.", which=which, rule=one.rule_id, why=why)


def _reason(vocabulary: Vocabulary, rule: str, code: str, label: Words, say: Say) -> str:
    """Why in a few words: by its code, else by what the rule or the order says."""
    known = {
        "joint_talk": say("no joint talk or mediation as long as the stalking goes on"),
        "message_passed": say("nobody passes messages on between the two"),
        "stop_talk_not_low": say("a stop conversation is for low risk only"),
        "stop_talk_complaint": say("a stop conversation no longer fits once there is a formal complaint"),
        "stop_talk_violence": say("a stop conversation no longer fits after threats or violence"),
    }
    said = known.get(code) or label.said(say.language)
    if said:
        return said
    if code == COURT_ORDER:
        return say("only the court can change it")
    rows = [row.label.said(say.language) for row in vocabulary.standing if row.rule == rule]
    return rows[0] if rows else say("this rule asks for something else")
