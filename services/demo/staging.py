"""Puts a case of a file on the stage: directory, calendars, case. Through the services, as the screens would."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from models.terms import BarKind, Known, OrganisationKind, SeatRole
from services.availability.actions import set_free_hours
from services.cases import actions as cases
from services.cases.orders import EditCore, NewCase, NewSeat
from services.cases.queries import case_facts
from services.demo.accounts import FictionalColleague, fictional_address, settle_director
from services.demo.case_parts import joined
from services.demo.facts import FileCase, FilePartner
from services.directory import partners as directory
from services.directory.partners import AddOrganisation, AddProfessional
from services.relations.facts import Actor
from services.relations.rules import normal_form
from services.scheduling.facts import LOCAL
from services.scheduling.hours import Stretch
from services.unit_of_work import Work
from services.wording import speak
from services.wording.labels import organisation_label

NOBODY_IN_PARTICULAR = "Casusregisseur"
FROM_THE_FILE = "Zo staat het in het zaakbestand."
"""Why Veilig Thuis is competent or not where a file says otherwise than the relation."""
STANDS_IN = "Vervangend casusregisseur"


@dataclass
class Stage:
    """A directory being filled. With `shared` one professional serves several cases, as in a real region.

    A rehearsal shares nobody: there a partner is present by that very entry's hours, and a deputy by `deputy_free`.
    `names` and `bases` (on what law it shares) by an organisation's key, `weeks` (who works no office hours) by name;
    `unasked` are names of whose time nothing is known.
    """

    work: Work
    shared: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)
    weeks: Mapping[str, tuple[Stretch, ...]] = field(default_factory=dict)
    unasked: Collection[str] = ()
    organisations: dict[str, str] = field(default_factory=dict)
    professionals: dict[tuple[str, ...], str] = field(default_factory=dict)
    hours: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)
    settled: dict[str, int] = field(default_factory=dict)
    """How many of those hours stand in the diary by now; whoever has no more is not written again."""

    def organisation(self, key: str, *, external: bool = False) -> str:
        """The id of an organisation, added when absent."""
        if key not in self.organisations:
            kind = OrganisationKind(key) if key in list(OrganisationKind) else OrganisationKind.OTHER
            name = self.names.get(key) or organisation_label(speak("nl"), key)
            order = AddOrganisation(key, name, kind, external=external, legal_basis=self.bases.get(key, ""))
            self.organisations[key] = directory.add_organisation(self.work, order).id
        return self.organisations[key]

    def professional(self, partner: FilePartner, entry: str) -> str:
        """The id of a professional, added when absent, with this entry's hours besides those known already."""
        home, name = partner.organisation, normal_form(partner.name)
        key = (home, name) if self.shared else (home, name, entry)
        if key not in self.professionals:
            email = partner.email or fictional_address(partner.name, home)
            week = self.weeks.get(partner.name)
            order = AddProfessional(
                *(self.organisation(home), partner.name, partner.role, email, partner.phone), weekly_hours=week
            )
            self.professionals[key] = directory.add_professional(self.work, order).id
        if partner.name not in self.unasked:
            self.hours.setdefault(self.professionals[key], []).extend(partner.free)
        return self.professionals[key]

    def settle_hours(self, week: date, weeks: int = 1) -> None:
        """States everybody's hours, from this Monday on, the same each week."""
        start, end = at(week, 0, 0), at(week + timedelta(weeks=weeks), 0, 0)
        for who, blocks in self.hours.items():
            if self.settled.get(who) == len(blocks):
                continue
            self.settled[who] = len(blocks)
            told = tuple(
                (at(week + timedelta(weeks=n), day, begins), at(week + timedelta(weeks=n), day, ends))
                for n in range(weeks)
                for day, begins, ends in joined(blocks)
            )
            set_free_hours(self.work, who, start, end, told)


QUESTION = "Welke afspraken maken het nu direct veiliger, en wie doet wat?"
NEWS = "Zie de gebeurtenissen van de laatste twee weken."
"""What meetings of fictional cases are asked: a file names neither."""


@dataclass(frozen=True)
class Staged:
    """A case on the stage, with the account that directs it."""

    case: FileCase
    case_id: str
    director: Actor
    deputies: Mapping[str, str]
    """Names of deputies by professional id."""


def at(monday: date, weekday: int, minutes: int) -> datetime:
    """A local moment of a week, by the clock on the wall."""
    day = datetime.combine(monday + timedelta(days=weekday), time(0))
    return (day + timedelta(minutes=minutes)).replace(tzinfo=LOCAL)


def latest_outcome(case: FileCase) -> datetime:
    """Noon of the latest day on which anything was assessed: no outcome is entered before its day, and a file may set
    its week earlier than that."""
    days = [assessment.assessed_on for assessment in case.assessments]
    return datetime.combine(max(days, default=date(2000, 1, 1)), time(12), tzinfo=LOCAL)


def directors(case: FileCase) -> tuple[FictionalColleague, FictionalColleague]:
    """Who directs a case, and the deputy: the case director's seat, unless whoever sits on it is barred.

    A case is not active without a deputy, so one is invented where the file names none.
    """
    seat = next((p for p in case.partners if p.role == SeatRole.CASE_DIRECTOR and not _barred(case, p.name, p)), None)
    if seat is None:
        return _somebody(case, NOBODY_IN_PARTICULAR), _somebody(case, STANDS_IN)
    deputy = seat.deputy if seat.deputy and not _barred(case, seat.deputy, seat) else ""
    return _director(seat.name, seat.organisation, seat.email), (
        _director(deputy, seat.organisation) if deputy else _somebody(case, STANDS_IN)
    )


def _barred(case: FileCase, name: str, partner: FilePartner) -> bool:
    kept_out = {(bar.kind, normal_form(bar.value)) for bar in case.bars}
    address = partner.email or fictional_address(name, partner.organisation)
    who = ((BarKind.NAME, name), (BarKind.ORGANISATION, partner.organisation), (BarKind.EMAIL, address))
    return any((kind, normal_form(value)) in kept_out for kind, value in who)


def _somebody(case: FileCase, name: str) -> FictionalColleague:
    """Where nobody may direct, the rehearsal still needs a hand: at the police, or where no bar reaches."""
    homes = (OrganisationKind.POLITIE, OrganisationKind.VEILIGHEIDSHUIS, OrganisationKind.VEILIG_THUIS)
    barred = {normal_form(bar.value) for bar in case.bars if bar.kind is BarKind.ORGANISATION}
    home = next((home.value for home in homes if normal_form(home.value) not in barred), "regie")
    return _director(name, home)


def _director(name: str, organisation: str, email: str = "") -> FictionalColleague:
    label = organisation_label(speak("nl"), organisation)
    return FictionalColleague(name, email or fictional_address(name, organisation), organisation, label)


def put_on(stage: Stage, case: FileCase, *, week: date | None = None, weeks: int = 1) -> Staged:
    """Enters a case with everybody in it. Raises what the services raise, `CodeTaken` for a code that is there."""
    chief, second = directors(case)
    director = _enter(stage, chief)
    deputy = _enter(stage, second)
    stage.work = stage.work.as_actor(director)
    external = {p.organisation for p in case.partners} - {p.organisation for p in case.partners if not p.external}
    for partner in case.partners:
        stage.organisation(partner.organisation, external=partner.organisation in external)
    deputies: dict[str, str] = {}
    seats = tuple(_seat(stage, place, partner, deputies) for place, partner in enumerate(case.partners))
    stage.settle_hours(week or case.week_start, weeks)
    case_id = cases.open_case(stage.work, _order(case, seats, deputy.account_id))
    if case.stalking_active is not Known.YES:
        _settle_activity(stage.work, case_id, case)
    return Staged(case, case_id, director, deputies)


def _enter(stage: Stage, director: FictionalColleague) -> Actor:
    """The account; where people are shared, its professional is the one on the seats."""
    home = director.organisation
    known_as, basis = stage.names.get(home, director.organisation_name), stage.bases.get(home, "")
    actor = settle_director(stage.work, replace(director, organisation_name=known_as, legal_basis=basis))
    if stage.shared:
        stage.professionals[(director.organisation, normal_form(director.name))] = actor.professional_id
    return actor


def _seat(stage: Stage, place: int, partner: FilePartner, deputies: dict[str, str]) -> NewSeat:
    who, deputy = stage.professional(partner, f"seat {place}"), ""
    if partner.deputy:
        stands_in = FilePartner(partner.organisation, "", partner.deputy, free=partner.deputy_free)
        deputy = stage.professional(stands_in, f"deputy {place}")
        deputies[deputy] = partner.deputy
    return NewSeat(
        professional_id=who,
        role=partner.role,
        deputy_id=deputy,
        attends=partner.attends and not partner.external,
        chairs=partner.chairs,
        speaks_with=partner.speaks_with,
        note=partner.note,
    )


def _order(case: FileCase, seats: Iterable[NewSeat], deputy: str) -> NewCase:
    return NewCase(
        code=case.code,
        code_name=case.code_name,
        risk=case.risk,
        relation=case.relation,
        persons=case.persons,
        seats=tuple(seats),
        assessments=case.assessments,
        recorded_lines=case.recorded_lines,
        bars=case.bars,
        protected_terms=case.protected_terms,
        veilig_thuis_competent=case.veilig_thuis_competent,
        competence_reason=FROM_THE_FILE,
        complaint=case.complaint,
        serious_grounds=case.serious_grounds,
        suspect_arrested=case.suspect_arrested,
        summary=case.summary,
        review_on=case.review_on,
        review_events=case.review_events,
        deputy_account_id=deputy,
    )


def _settle_activity(work: Work, case_id: str, case: FileCase) -> None:
    same = EditCore.as_it_stands(case_facts(work, case_id))
    cases.edit_core(work, replace(same, stalking_active=case.stalking_active))
