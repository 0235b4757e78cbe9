"""Keeps a question for a person wherever a name in the directory nearly is that of somebody kept out.

Inside somebody's act, and silent: whoever adds a professional does not learn that a bar exists. Values of bars are
unsealed here only to be compared.
"""

from collections.abc import Iterable

from sqlmodel import col, select

from models.barring import Bar, NearMatch
from models.directory import Account, Professional
from models.terms import BarKind, Known
from services.barring.rules import nearly_same
from services.relations.rules import normal_form
from services.unit_of_work import Reading, Transaction

Someone = tuple[str | None, str | None]
"""Ids of a professional and of an account, of which one may be missing."""


def alike(look: Reading, name: str) -> tuple[Someone, ...]:
    """Everybody in the directory whose name is nearly `name`, and not exactly: an exact one needs no question."""
    people = look.session.exec(select(Professional.id, Professional.name)).all()
    accounts = look.session.exec(select(Account.id, Account.name, Account.professional_id)).all()
    at_home = {professional_id: account_id for account_id, _, professional_id in accounts if professional_id}
    found = {(who, at_home.get(who)) for who, called in people if _nearly(called, name)}
    found |= {
        (professional_id, account_id) for account_id, called, professional_id in accounts if _nearly(called, name)
    }
    return tuple(sorted(found, key=lambda one: (one[0] or "", one[1] or "")))


def note_alike(tx: Transaction, bar: Bar, name: str) -> int:
    """The questions that a new bar on a name raises; gives how many."""
    found = alike(tx, name)
    for professional_id, account_id in found:
        _ask(tx, bar, professional_id, account_id)
    return len(found)


def note_professional(tx: Transaction, person: Professional) -> tuple[str, ...]:
    """The questions that somebody new or renamed raises; gives the cases that keep them out until then."""
    account = tx.session.exec(select(Account.id).where(Account.professional_id == person.id)).first()
    return _noted(tx, person.name, person.id, account)


def note_account(tx: Transaction, account: Account) -> tuple[str, ...]:
    """The same for an account. What was judged of its professional holds for the account too."""
    if account.professional_id:
        for row in tx.session.exec(select(NearMatch).where(NearMatch.professional_id == account.professional_id)).all():
            row.account_id = account.id
            tx.add(row)
    return _noted(tx, account.name, account.professional_id, account.id)


def _noted(tx: Transaction, name: str, professional_id: str | None, account_id: str | None) -> tuple[str, ...]:
    bars = [bar for bar in _bars_on_names(tx) if _nearly(name, tx.unseal(bar, "value_sealed"))]
    for bar in bars:
        _ask(tx, bar, professional_id, account_id)
    return tuple(dict.fromkeys(bar.case_id for bar in bars))


def _bars_on_names(tx: Transaction) -> Iterable[Bar]:
    return tx.session.exec(select(Bar).where(Bar.kind == BarKind.NAME)).all()


def _nearly(called: str, name: str) -> bool:
    return normal_form(called) != normal_form(name) and nearly_same(called, name)


def _ask(tx: Transaction, bar: Bar, professional_id: str | None, account_id: str | None) -> None:
    """One question per bar and person. Whoever acts on the case is not asked about themselves: that is another."""
    known = select(NearMatch.id).where(NearMatch.bar_id == bar.id)
    if professional_id:
        known = known.where(NearMatch.professional_id == professional_id)
    else:
        known = known.where(col(NearMatch.professional_id).is_(None), NearMatch.account_id == account_id)
    if tx.session.exec(known).first():
        return
    row = NearMatch(
        id=tx.chance.id(), case_id=bar.case_id, bar_id=bar.id, professional_id=professional_id, account_id=account_id
    )
    if tx.case_id == bar.case_id and account_id and account_id == tx.actor.account_id:
        row.same, row.judged_by, row.judged_at = Known.NO, account_id, tx.now
    tx.add(row)
