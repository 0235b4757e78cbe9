"""The rules that hold whatever the facts: each asks, and each can be answered.

Which these are says `tests/services/route_map/rule_cases.py`; for all others
`tests/services/route_map/test_every_rule.py`
has a case in which they hold and one in which not.
"""

import pytest

from services.duties.facts import DutyState
from services.duties.rules import accepts
from tests.services.duties.build import MAP, answer, duties, evidence, with_facts
from tests.services.route_map.rule_cases import ALWAYS
from tests.shared import needs_cases

pytestmark = needs_cases
NEVER_ASK = {DutyState.RUNNING, DutyState.OPTIONAL, DutyState.WATCHED}


@pytest.mark.parametrize("rule_id", ALWAYS)
def test_on_a_case_without_anything_on_record_the_rule_asks_unless_it_never_does(rule_id: str) -> None:
    bare = with_facts(
        evidence("H-01"), assessments=(), recorded_lines=(), seats=(), director="", director_id="", deputy_director=""
    )
    duty = duties(bare)[rule_id]
    assert duty.asking or duty.state in NEVER_ASK


@pytest.mark.parametrize("rule_id", ALWAYS)
def test_an_answer_or_the_record_leaves_nothing_to_ask(rule_id: str) -> None:
    takes = accepts(MAP.rule(rule_id))
    given = (answer(rule_id, takes[0]),) if takes else ()
    duty = duties(evidence("H-01", answers=given))[rule_id]
    assert not duty.asking
    assert duty.settled or duty.state in NEVER_ASK
