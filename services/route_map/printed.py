"""A route map on paper: every rule as a person reads it, beside the line of the printed map that it stands for."""

from collections.abc import Iterable, Iterator
from datetime import time
from textwrap import wrap

from models.terms import Phase, Risk
from services.route_map.facts import CHAIN, EVERYONE, Inferred, RouteMap, Rule, RulePartner
from services.route_map.region import EitherOrBoth, Planning
from services.route_map.words import due_words, force_words, inferred_words, when_words
from services.wording import Say, label
from services.wording.labels import organisation_label, seat_label

WIDTH, NAMES = 110, 14


def printed(say: Say, route_map: RouteMap) -> Iterator[str]:
    """The whole route map, line by line: its head, its rules by phase, and a sum."""
    yield from _head(say, route_map)
    for phase in Phase:
        rules = [rule for rule in route_map.rules if rule.phase is phase]
        if rules:
            title = f"{phase} · {label(say, phase)}"
            yield from ("", title, "=" * len(title))
        for rule in rules:
            yield from ("", *_rule(say, rule))
    dated = [rule.due for rule in route_map.rules if rule.due]
    yield from (
        "",
        say.plural("{n} rule.", "{n} rules.", len(route_map.rules))
        + " "
        + say(
            "With a due date: {dated}, of which agreed in the region: {agreed}.",
            dated=len(dated),
            agreed=sum(due.confirmed for due in dated),
        ),
    )


def _head(say: Say, route_map: RouteMap) -> Iterator[str]:
    region, english = route_map.region, say.language == "en"
    yield f"{route_map.title_en if english else route_map.title_nl} · {region.name} · {route_map.version}"
    both = region.vt_vhh is EitherOrBoth.BOTH
    yield from _pair("VT/VHH", say("both must be there") if both else say("one of both is enough"))
    yield from _pair(say("Without VT"), organisation_label(say, region.lead_without_vt))
    yield from _pair(say("Case holder"), organisation_label(say, region.case_holder))
    cadence = {risk: region.cadence.days(risk) for risk in (Risk.HIGH, Risk.MEDIUM, Risk.LOW)}
    yield from _pair(
        say("Continuous contact, in days"), "; ".join(f"{label(say, risk)}: {days}" for risk, days in cadence.items())
    )
    weeks = {risk: region.reviews.weeks(risk) for risk in (Risk.HIGH, Risk.MEDIUM, Risk.LOW)}
    yield from _pair(say("Review within, in weeks"), "; ".join(f"{label(say, risk)}: {n}" for risk, n in weeks.items()))
    yield from _planning(say, region.planning)
    named = [f"{own.key}: {own.en if english else own.nl}" for own in region.labels]
    yield from _pair(say("Own names"), "; ".join(named))
    yield from _pair(say("Own rules"), f"H-{region.own_rules}-1")


def _planning(say: Say, planning: Planning) -> Iterator[str]:
    """The hours in which the region meets: a proposal of ours or its own."""
    yield from _pair(say("Hours for meetings"), _from_until(planning.day_start, planning.day_end))
    yield from _pair(say("Lunch kept free"), _from_until(*planning.lunch) if planning.lunch else say("no"))
    yield from _pair(say("Notice of a meeting"), _minutes(say, planning.notice_minutes))
    yield from _pair(say("Travel to a meeting"), _minutes(say, planning.travel_minutes))
    targets = [f"{label(say, one.kind)}, {label(say, one.risk)}: {one.days}" for one in planning.targets]
    yield from _pair(say("Meeting within, in working days"), "; ".join(targets) or say("no term"))


def _minutes(say: Say, minutes: int) -> str:
    return say.plural("{n} minute", "{n} minutes", minutes)


def _from_until(begins: time, ends: time) -> str:
    return f"{begins:%H:%M}-{ends:%H:%M}"


def _rule(say: Say, rule: Rule) -> Iterator[str]:
    who = _who(say, rule)
    yield f"{rule.id} · {who}"
    yield from _pair(say("Source"), _source(say, rule, who))
    yield from _pair(say("Rule"), rule.text(say.language))
    yield from _pair(say("Force"), force_words(say, rule.force))
    yield from _pair(say("When"), when_words(say, rule.when))
    yield from _pair(say("Until"), when_words(say, (frozenset({rule.until}),) if rule.until else ()))
    needs = ", ".join(rule.needs)
    yield from _pair(say("Needs"), say("{rules} (may begin before)", rules=needs) if rule.may_start_before else needs)
    yield from _pair(say("Asks after"), ", ".join(rule.answers))
    yield from _pair(say("With"), "; ".join(_partner(say, partner) for partner in rule.partners))
    yield from _pair(say("To record"), rule.record_en if say.language == "en" else rule.record_nl)
    yield from _pair(say("Due"), due_words(say, rule.due) if rule.due else say("no term"))
    yield from _pair(
        say("To confirm"), "; ".join(inferred_words(say, what) for what in Inferred if what in rule.inferred)
    )
    yield from _pair(say("Meaning"), rule.guidance(say.language))


def _source(say: Say, rule: Rule, who: str) -> str:
    if not rule.term:
        return say("the region's own rule")
    return f"{label(say, rule.phase)} / {who} / {rule.term}"


def _who(say: Say, rule: Rule) -> str:
    home = say("Everybody together") if rule.organisation == CHAIN else organisation_label(say, rule.organisation)
    return f"{home}, {seat_label(say, rule.role).lower()}" if rule.role else home


def _partner(say: Say, partner: RulePartner) -> str:
    words = dict(zip(EVERYONE, (say("all who are invited"), say("all who are involved")), strict=True))
    who = words.get(partner.organisation) or organisation_label(say, partner.organisation)
    return say("{who} (when {condition})", who=who, condition=when_words(say, partner.when)) if partner.when else who


def _pair(name: str, text: str) -> Iterable[str]:
    """A name with its text beside it; nothing when there is no text."""
    lines = wrap(text, WIDTH - NAMES - 2)
    return [f"  {'' if number else f'{name} ':<{NAMES}}{line}" for number, line in enumerate(lines)]
