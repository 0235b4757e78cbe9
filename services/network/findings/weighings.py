"""What was to be weighed and is not recorded: measures, and seats that may stay empty if somebody says so."""

from collections.abc import Iterator, Sequence

from services.network.facts import Finding, FindingAct, FindingKind
from services.network.findings.gap import Gap
from services.network.findings.norm import Norm
from services.network.findings.wording import Telling, composed
from services.route_map.facts import SeatNeed
from services.route_map.rules import carrier, measures_to_weigh, undecided_seats, unweighed
from services.wording import label


def open_weighings(norm: Norm) -> Iterator[Gap]:
    """Measures without a recorded weighing, by organisation; then considered seats without a yes or no."""
    to_weigh = measures_to_weigh(norm.route_map, norm.case, norm.certain)
    for duty in unweighed(norm.route_map, norm.case, to_weigh):
        yield Gap(
            FindingKind.WEIGHING_OPEN,
            duty.rule_ids,
            (duty.organisation,),
            mark=duty.measure.value,
            group=duty.organisation,
            must=duty.must_record,
            about=duty,
        )
    for need in undecided_seats(norm.route_map, norm.case, norm.certain):
        yield Gap(FindingKind.WEIGHING_OPEN, need.rule_ids, (need.key,), group=need.key, must=False, about=need)


def tell_weighing(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """'Police: weighing not yet recorded (investigative psychologist).'"""
    say, what = telling.say, gaps[0].about
    if isinstance(what, SeatNeed):
        text = say("{seat}: whether to bring them in is not yet recorded.", seat=telling.name(what.key, inside=False))
        suggestion = say("Bring them in, or record why not.")
        owner = carrier(telling.norm.route_map.rule(what.rule_ids[0]), telling.case, telling.norm.route_map.region)
        act = {"owner": owner, "act": FindingAct.ASSIGN, "about": (what.key,)}
        return composed(gaps, text, suggestion, subjects=(owner,), **act)
    organisation = what.organisation
    measures = say.listed([label(say, gap.about.measure) for gap in gaps])
    name = telling.name(organisation, inside=False)
    return composed(
        gaps,
        say("{name}: weighing not yet recorded ({measures}).", name=name, measures=measures),
        say("Record what was weighed and why, also when the answer is no."),
        owner=organisation,
        act=FindingAct.WEIGH,
        about=tuple(gap.about.measure.value for gap in gaps),
        affected=len(gaps),
    )
