"""Who is kept out of a case, for whoever directs it; and whom bars would keep out that are only being typed."""

from collections.abc import Iterable, Sequence

from sqlmodel import col, select

from models.barring import Bar, NearMatch
from models.directory import Account, Organisation, Professional
from models.terms import BarKind
from services.access.rules import Permission
from services.barring.facts import BarLine, KeptOut, Likeness, NewBar
from services.barring.likeness import alike
from services.relations.queries import account_identities, bar_keys, identity_of
from services.relations.rules import bar_form, normal_form
from services.unit_of_work import Reading, Work


def bars_of(work: Work, case_id: str) -> tuple[BarLine, ...]:
    """Who is kept out of the case, by kind and value. Raises `NotAllowed` for whoever does not direct it."""
    with work.read(Permission.BAR_READ, case_id, screen="protection") as look:
        lines = [_line(look, row) for row in look.session.exec(select(Bar).where(Bar.case_id == case_id))]
        return tuple(sorted(lines, key=lambda line: (list(BarKind).index(line.kind), line.value)))


def likenesses_of(work: Work, case_id: str) -> tuple[Likeness, ...]:
    """Who resembles somebody kept out, those still to be judged first. Raises `NotAllowed` as above."""
    with work.read(Permission.BAR_READ, case_id, screen="protection") as look:
        rows = look.session.exec(
            select(NearMatch, Bar, Professional, Account)
            .join(Bar, col(Bar.id) == col(NearMatch.bar_id))
            .outerjoin(Professional, col(Professional.id) == col(NearMatch.professional_id))
            .outerjoin(Account, col(Account.id) == col(NearMatch.account_id))
            .where(NearMatch.case_id == case_id)
        ).all()
        homes = {home.id: home.name for home in look.session.exec(select(Organisation))} if rows else {}
        judges = _names(look, {match.judged_by for match, *_ in rows if match.judged_by})
        found = [
            Likeness(
                id=match.id,
                name=person.name if person else account.name if account else "",
                organisation=homes.get(person.organisation_id, "") if person else "",
                bar=look.unseal(bar, "value_sealed"),
                same=match.same,
                version=match.version,
                judged_by=judges.get(match.judged_by or "", ""),
                judged_at=match.judged_at,
            )
            for match, bar, person, account in rows
        ]
        return tuple(sorted(found, key=lambda one: (not one.asked, one.name, one.bar)))


def would_keep_out(work: Work, bars: Sequence[NewBar]) -> KeptOut:
    """Whom these bars would keep out, exactly or by likeness, before there is a case; for whoever may open one."""
    keys = {(bar.kind, form) for bar in bars if (form := bar_form(bar.kind, bar.value))}
    if not keys:
        return KeptOut()
    with work.read(Permission.CASE_OPEN) as look:
        hashed = {look.lookup(f"bar.{kind}", value) for kind, value in keys}
        names = [bar.value for bar in bars if bar.kind is BarKind.NAME and normal_form(bar.value)]
        near = [someone for name in names for someone in alike(look, name)]
        own = work.actor.account_id
        accounts = {account for _, account in near if account and account != own}
        people = {person for person, account in near if person and (not account or account != own)}
        return KeptOut(
            frozenset(people | _exactly_professionals(look, hashed)),
            frozenset(accounts | _exactly_accounts(look, hashed)),
        )


def _exactly_professionals(look: Reading, keys: set[str]) -> set[str]:
    vault = look.database.vault
    rows = look.session.exec(
        select(Professional, Organisation).join(Organisation, col(Organisation.id) == col(Professional.organisation_id))
    )
    return {person.id for person, home in rows if keys & set(bar_keys(vault, identity_of(vault, person, home)))}


def _exactly_accounts(look: Reading, keys: set[str]) -> set[str]:
    vault = look.database.vault
    rows = look.session.exec(
        select(Account, Professional, Organisation)
        .outerjoin(Professional, col(Professional.id) == col(Account.professional_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Professional.organisation_id))
    )
    return {
        account.id
        for account, person, home in rows
        if any(keys & set(bar_keys(vault, who)) for who in account_identities(vault, account, person, home))
    }


def _line(look: Reading, row: Bar) -> BarLine:
    return BarLine(row.id, row.kind, look.unseal(row, "value_sealed"), look.unseal(row, "reason_sealed"))


def _names(look: Reading, ids: Iterable[str]) -> dict[str, str]:
    rows = look.session.exec(select(Account).where(col(Account.id).in_(set(ids))))
    return {row.id: row.name for row in rows}
