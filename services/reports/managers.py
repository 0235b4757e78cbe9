"""The letter to the manager of an organisation from which no word came: whom the directory names, and what it says."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import col, select

from models.directory import Organisation, Professional
from models.follow_up import ActionLink
from services.access.rules import Permission
from services.cases.apart import private_persons
from services.cases.guarding import words_of_cases
from services.cases.recognised import KnownAs, same_person
from services.cases.rows import PersonBarred
from services.cases.rules import PrivatePerson
from services.directory.rules import is_email
from services.messages.facts import Mail
from services.messages.leaving import check_mail_leaves
from services.messages.owner_letters import manager_letter
from services.relations.facts import Identity
from services.relations.queries import barred_professionals, is_barred
from services.relations.rules import normal_form
from services.reports.facts import ManagerLetter
from services.reports.ladder import Owing, unheard
from services.reports.links import OwnerLinkWrong, owner_text
from services.reports.owing import owing_in, visible
from services.unit_of_work import Reading, Work
from services.wording import speak

_ADDRESS = re.compile(r"[^\s,;<>()]+@[^\s,;<>()]+")


def manager_letter_of(work: Work, case_id: str, link_id: str) -> ManagerLetter:
    """The letter as it would be sent now, for the director to read first. Raises the same as `reminding.escalate`."""
    with work.read(Permission.ACTION_ASK, case_id, screen="manager letter") as look:
        row = look.session.get(ActionLink, link_id)
        owing = owing_in(look, case_ids=[case_id], among=[link_id])
        if row is None or not owing:
            raise OwnerLinkWrong(reason="not_yet")
        return letter_to_manager(look, row, visible(look, owing[0]), practice=work.practice)


def letter_to_manager(look: Reading, row: ActionLink, owing: Owing, *, practice: bool) -> ManagerLetter:
    """The letter about what is unheard behind a link. Raises `OwnerLinkWrong` where the directory names no manager,
    `PersonBarred`, `PrivatePerson` and `MailLeaks`."""
    home = look.session.get_one(Organisation, row.organisation_id)
    name, address = named_manager(look, home)
    if not name:
        raise OwnerLinkWrong(reason="manager")
    if _is_kept_out(look, row.case_id, home, name, address):
        raise PersonBarred
    known = KnownAs(names=(name,), mails=(address,))
    if any(same_person(known, private) for private in private_persons(look, row.case_id)):
        raise PrivatePerson
    text = replace(owner_text(look, row, len(unheard(owing, look.now)), practice=practice), link="")
    subject, body = manager_letter(text, speak(text.language))
    words = words_of_cases(look, [row.case_id])
    check_mail_leaves(Mail(address, subject, body), words, look.settings.public_address)
    return ManagerLetter(name, address, subject, body)


def manager_to_show(look: Reading, case_id: str, home: Organisation) -> str:
    """Whom the directory names as manager; nothing for whoever is kept out of the case."""
    name, address = named_manager(look, home)
    return "" if _is_kept_out(look, case_id, home, name, address) else name


def named_manager(look: Reading, home: Organisation) -> tuple[str, str]:
    """Name and mail address of an organisation's contact in the steering group: one line, in which an address may
    stand; else that of the colleague with this name in the directory. Empty where nothing is known."""
    line = home.steering_contact
    found = _ADDRESS.search(line)
    address = found[0] if found and is_email(found[0]) else ""
    name = " ".join(_ADDRESS.sub(" ", line).split()).strip(" ,;<>()-") or address
    if not address:
        same = [one for one in _colleagues(look, home) if normal_form(one.name) == normal_form(name)]
        address = look.unseal(same[0], "email_sealed") if len(same) == 1 else ""
    return name, address


def _is_kept_out(look: Reading, case_id: str, home: Organisation, name: str, address: str) -> bool:
    """Also by the entry of a colleague with this name or address."""
    vault = look.database.vault
    if is_barred(look.session, vault, Identity(name=name, email=address, organisation=home.key), case_id):
        return True
    barred = barred_professionals(look.session, vault, case_id)
    return any(
        one.id in barred
        and (
            normal_form(one.name) == normal_form(name)
            or (address and look.unseal(one, "email_sealed").casefold() == address.casefold())
        )
        for one in _colleagues(look, home)
    )


def _colleagues(look: Reading, home: Organisation) -> Sequence[Professional]:
    return look.session.exec(
        select(Professional).where(Professional.organisation_id == home.id, col(Professional.active).is_(True))
    ).all()
