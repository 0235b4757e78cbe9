"""What the fictional region shows of conditions beside one another: four that contradict and one told twice in the
high-risk case, one settled with a word against it in the half-way case. All invented, in Dutch.

Never for a rehearsal: a case file that somebody brings gets nothing that is not in it.
"""

from datetime import date

from models.terms import ConditionKind, Modality, Resolution, Tier
from services.conditions import actions as conditions
from services.conditions.facts import HandIn
from services.consistency.orders import RecordDissent
from services.consistency.telling import record_dissent
from services.demo.staging import Stage, Staged, at
from services.plans.orders import RecordAction, Settle
from services.plans.queries import case_state
from services.plans.settling import settle
from services.unit_of_work import Work
from services.vocabulary.facts import Norm

TOLD_TWICE = (
    "SHN",
    "Mevrouw W. krijgt te maken met hoogstens twee vaste mensen, niet met elke week een ander.",
    Norm(Modality.MUST, "limit_faces", to=("P1",), maximum=2),
)
"""Who asks the same as the local team, in other words."""
SETTLED = ("m4", "m5")
AGREED = "GGZ geeft alleen door dat er een crisis of gevaar is, binnen een uur, aan twee vaste nummers."
_OWNER, _DUE_IN_DAYS = "GGZ", 4
AGAINST = ("politie", "Zonder de diagnose kan de politie het risico minder goed inschatten.")


def tell_conditions(stage: Stage, staged: Staged, orders: tuple[tuple[str, HandIn], ...]) -> None:
    """The high-risk case: everybody was called in the days before, and the case director wrote it down. `orders`: what
    the file has, by organisation."""
    work = stage.work.as_actor(staged.director)
    for organisation, order in (*orders, (TOLD_TWICE[0], _told_twice(work))):
        conditions.record_condition(work, staged.case_id, stage.organisation(organisation), order)


def settle_one(work: Work, case_id: str, ids: tuple[str, ...], monday: date) -> None:
    """Settles a contradiction with one agreement, and keeps the word of who does not agree."""
    state = case_state(work, case_id)
    one = next(one for one in state.board.open if set(one.pair) == set(ids))
    action = RecordAction(
        case_id=case_id,
        action_id=work.chance.id(),
        what=AGREED,
        owner=_OWNER,
        due_at=at(monday, _DUE_IN_DAYS, 17 * 60),
        tier=Tier.PARTNERS,
        condition_ids=ids,
    )
    versions = {view.id: view.version for view in state.conditions}
    seen = tuple((name, versions[name]) for name in one.pair)
    settle(work, Settle(case_id, one.key, Resolution.AGREEMENT, seen, work.chance.id(), action=action))
    record_dissent(work, RecordDissent(case_id, one.key, *AGAINST))


def _told_twice(work: Work) -> HandIn:
    _, text, norm = TOLD_TWICE
    return HandIn(
        condition_id=work.chance.id(),
        kind=ConditionKind.OVERLOAD,
        text=text,
        subject_ref="P1",
        protects=("P1",),
        reading=(norm,),
    )
