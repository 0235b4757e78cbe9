"""A case file into frozen facts (format: `rehearsal.md`). Raises `CaseFileWrong` with file, line and reason, only."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from yaml.nodes import MappingNode, Node

from models.terms import (
    BarKind,
    Known,
    MeetingKind,
    OrganisationKind,
    PersonRole,
    ProtectedKind,
    Relation,
    Risk,
    Tier,
)
from services.barring.facts import NewBar
from services.cases.checks import LONGEST_WORDS, CaseFieldWrong
from services.cases.orders import NewCase, NewPerson, NewWords
from services.cases.rules import check_new_case
from services.demo import case_agreements as agreements
from services.demo import case_parts as parts
from services.demo import readings
from services.demo.facts import CaseFile, FileCase, FilePartner
from services.demo.nodes import CaseFileWrong, Fields, Source, compose
from services.meetings.facts import DEFAULT_MINUTES
from services.meetings.rules import LONGEST_MINUTES
from services.vocabulary.facts import Vocabulary

__all__ = ["CaseFileWrong", "read"]

DEFAULT_WEEK = date(2026, 11, 23)
_TOP = "meeting_types cases week_start extra_vocabulary"
_CASE = (
    "code title_safe risk relation vt_competent sash vhb risc aangifte ernstige_bezwaren suspect_arrested "
    "stalking_active summary_nl persons partners partner_contacts conditions considered agreed_plan review week_start "
    "deadline barred conflict_of_interest protected_terms follow_up_scenario extra_vocabulary"
)


def read(path: Path) -> CaseFile:
    """The whole file. Raises `CaseFileWrong` at the first fault."""
    source, root = compose(path)
    top = source.fields(root, _TOP)
    extra = _vocabulary(top)
    week = _week(top, DEFAULT_WEEK)
    minutes, general = _minutes(top), set(source.ignored)
    cases: list[FileCase] = []
    top.need("cases")
    for node in top.items("cases"):
        source.ignored = set(general)
        found = _Reading(source, node, extra).case(week)
        if found.code.casefold() in {case.code.casefold() for case in cases}:
            source.wrong(node, "duplicate_code", "code")
        cases.append(found)
    if not cases:
        source.wrong(root, "no_cases", "cases")
    return CaseFile(path.name, minutes, tuple(cases), tuple(sorted(general)))


def _vocabulary(fields: Fields) -> tuple[MappingNode, ...]:
    """More acts and terms for structured readings."""
    node = fields.get("extra_vocabulary")
    if node is None:
        return ()
    if not isinstance(node, MappingNode):
        fields.source.wrong(node, "not_a_mapping", "extra_vocabulary")
    return (node,)


def _minutes(top: Fields) -> dict[MeetingKind, int]:
    """How long each kind takes. Who must be there is for the route map to say, not for the file."""
    minutes = {kind: DEFAULT_MINUTES[kind] for kind in (MeetingKind.ACTION_MEETING, MeetingKind.CASE_CONFERENCE)}
    node = top.get("meeting_types")
    if node is None:
        return minutes
    for word, value in top.source.pairs(node, "meeting_types"):
        if word not in minutes:
            top.source.ignored.add(word)
            continue
        told = top.source.fields(value, "minutes required optional", word)
        if (length := told.get("minutes")) is not None:
            minutes[MeetingKind(word)] = top.source.number(length, "minutes", 10, LONGEST_MINUTES)
    return minutes


def _week(fields: Fields, default: date) -> date:
    node = fields.get("week_start")
    if node is None:
        return default
    day = fields.source.day(node, "week_start")
    if day.weekday() != 0:
        fields.source.wrong(node, "not_a_monday", "week_start")
    return day


@dataclass
class _Reading:
    """One case being read."""

    source: Source
    node: Node
    extra: tuple[MappingNode, ...]

    def case(self, week: date) -> FileCase:
        """The case, checked as a new case is, in the order of the file format."""
        fields = self.source.fields(self.node, _CASE, "cases")
        extras = (*self.extra, *_vocabulary(fields))
        words = readings.known_words(self.source, extras)
        found = self._people(self._core(fields, week), fields)
        found = self._written(found, fields, words)
        deadline = fields.get("deadline")
        return replace(
            found,
            deadline=self.source.moment(deadline, "deadline")[0] if deadline else None,
            protected_terms=tuple(self._protected(fields)),
            follow_up=tuple(agreements.event(self.source, node) for node in fields.items("follow_up_scenario")),
            extra_vocabulary=tuple(readings.as_text(node) for node in extras),
            ignored_keys=tuple(sorted(self.source.ignored)),
        )

    def _core(self, fields: Fields, week: date) -> FileCase:
        active = parts.known(fields, "stalking_active") if fields.get("stalking_active") else Known.YES
        review = fields.get("review")
        reviewed = self.source.fields(review, "date events", "review") if review else None
        core = FileCase(
            code=self.source.line_of_text(fields.need("code"), "code", 20),
            code_name=fields.line("title_safe", 60, needed=True),
            risk=self.source.term(fields.need("risk"), Risk, "risk"),
            relation=self.source.term(fields.need("relation"), Relation, "relation"),
            week_start=_week(fields, week),
            persons=self._persons(fields),
            veilig_thuis_competent=fields.flag("vt_competent", False) if fields.get("vt_competent") else None,
            complaint=parts.known(fields, "aangifte"),
            serious_grounds=parts.known(fields, "ernstige_bezwaren"),
            suspect_arrested=parts.known(fields, "suspect_arrested"),
            stalking_active=active,
            summary=fields.text("summary_nl"),
            assessments=tuple(parts.assessments(fields)),
            review_on=self.source.day(reviewed.need("date"), "date") if reviewed and reviewed.get("date") else None,
            review_events=reviewed.lines("events", 60) if reviewed else (),
        )
        order = NewCase(
            core.code,
            core.code_name,
            core.risk,
            core.relation,
            core.persons,
            assessments=core.assessments,
            summary=core.summary,
            review_on=core.review_on,
        )
        self._check(order, fields)
        return core

    def _people(self, core: FileCase, fields: Fields) -> FileCase:
        refs = {person.ref for person in core.persons}
        partners = tuple(parts.partner(self.source, node, refs) for node in fields.items("partners"))
        bars, lines = self._bars(fields, partners), tuple(parts.lines_between(fields))
        return replace(core, partners=partners, bars=bars, recorded_lines=lines)

    def _persons(self, fields: Fields) -> tuple[NewPerson, ...]:
        fields.need("persons")
        persons = tuple(parts.person(self.source, node) for node in fields.items("persons"))
        self._once((person.ref for person in persons), fields.items("persons"), "duplicate_ref", "ref")
        return persons

    def _once(self, keys: Iterable[str], nodes: list[Node], reason: str, key: str) -> None:
        seen: set[str] = set()
        for value, node in zip(keys, nodes, strict=True):
            if value in seen:
                self.source.wrong(node, reason, key)
            seen.add(value)

    def _part(self, fields: Fields, key: str, known: str) -> Fields | None:
        node = fields.get(key)
        return None if node is None else self.source.fields(node, known, key)

    def _check(self, order: NewCase, fields: Fields) -> None:
        try:
            check_new_case(order)
        except CaseFieldWrong as wrong:
            key = {"code_name": "title_safe"}.get(str(wrong.fields["field"]), str(wrong.fields["field"]))
            reason = {"unreadable": "odd_characters"}.get(str(wrong.fields["reason"]), str(wrong.fields["reason"]))
            self.source.wrong(fields.get(key) or self.node, reason, key)

    def _bars(self, fields: Fields, partners: tuple[FilePartner, ...]) -> tuple[NewBar, ...]:
        organisations = {partner.organisation for partner in partners}
        named = [NewBar(BarKind.NAME, partner.name) for partner in partners if partner.barred]
        listed = [bar for key in ("barred", "conflict_of_interest") for bar in parts.bars(fields, key, organisations)]
        return (*named, *listed)

    def _protected(self, fields: Fields) -> Iterable[NewWords]:
        """Without a `kind` they are words like any other."""
        for one in fields.items("protected_terms"):
            told = self.source.fields(one, "tier words kind", "protected_terms")
            tier, node = self.source.term(told.need("tier"), Tier, "tier"), told.get("kind")
            kind = self.source.term(node, ProtectedKind, "kind") if node else ProtectedKind.OTHER
            yield NewWords(tier, told.line("words", LONGEST_WORDS, needed=True), kind)

    def _written(self, found: FileCase, fields: Fields, words: Vocabulary) -> FileCase:
        refs = {person.ref for person in found.persons}
        suspects = {person.ref for person in found.persons if person.role is PersonRole.SUSPECT}
        organisations = {partner.organisation for partner in found.partners} | set(OrganisationKind)
        conditions = tuple(
            agreements.condition(self.source, node, refs, suspects, organisations)
            for node in fields.items("conditions")
        )
        self._once((one.id for one in conditions), fields.items("conditions"), "duplicate_id", "id")
        ids = {one.id for one in conditions}
        authors = {one.organisation for one in conditions}
        return replace(
            found,
            conditions=tuple(readings.understood(one, words, refs, organisations | authors) for one in conditions),
            weighings=tuple(
                agreements.weighing(self.source, node, organisations) for node in fields.items("considered")
            ),
            actions=tuple(
                agreements.action(self.source, node, place, ids, organisations)
                for place, node in enumerate(fields.items("agreed_plan"), start=1)
            ),
        )
