"""Hands out a case's network as a file: cut down to what its reader may see, checked, entered in the log."""

from models.terms import AccountRole
from services.access.rules import Permission
from services.cases.guarding import ANYBODY, check_leaving
from services.cases.queries import kept_out
from services.network.exporting import (
    MEDIA_TYPES,
    Exported,
    ExportForm,
    NetworkExport,
    Stamp,
    file_name,
    leaving,
    prepared,
    without_conflicts,
)
from services.network.findings import find
from services.network.findings.norm import Norm, once
from services.network.gathering import network_facts_in
from services.network.graphml import graphml
from services.network.queries import answers_in
from services.network.sheets import contacts_sheet, seats_sheet
from services.network.snapshot import as_png, snapshot, words_of
from services.relations.facts import Actor
from services.route_map.queries import regional
from services.unit_of_work import Transaction, Work
from services.wording import Say, speak
from services.wording.labels import label, organisation_label

_WRITERS = {ExportForm.SEATS: seats_sheet, ExportForm.CONTACTS: contacts_sheet, ExportForm.GRAPH: graphml}


def export_network(
    work: Work, case_id: str, form: ExportForm, *, names: bool = False, language: str = "nl"
) -> Exported:
    """The network of a case as a file; with `names` also how people are called, for who may.

    Every file is one entry in the log: which form, with names or not, and its copy code. Raises `NotAllowed`, and
    `LeakFound` when words that no reader may see stand in it, such as a name in a free role.
    """
    if names:
        with work.act(Permission.NETWORK_EXPORT_NAMES, case_id) as tx:
            return _handed_out(tx, form, _stamp(tx, language, work.practice, named=True))
    with work.act(Permission.NETWORK_EXPORT, case_id) as tx:
        return _handed_out(tx, form, _stamp(tx, language, work.practice, named=False))


def _handed_out(tx: Transaction, form: ExportForm, stamp: Stamp) -> Exported:
    """Inside an act that was allowed: the file, checked and noted. What goes by role is for the whole team, of which
    somebody may have a tie of their own: only a file with names, for the director, holds those."""
    say = speak(stamp.language)
    facts = leaving(network_facts_in(tx, tx.case_id))
    if not stamp.named:
        facts = without_conflicts(facts)
    norm = Norm(regional(tx.settings.route_map), facts)
    export = _export(tx, norm, stamp, say)
    if form is ExportForm.PICTURE:
        answers = answers_in(tx, [tx.case_id])[tx.case_id]
        sheet = snapshot(export, find(norm.route_map, norm.facts, say, answers).open, say)
        data, text = as_png(sheet), words_of(sheet)
    else:
        data = _WRITERS[form](export, say)
        text = data.decode()
    name = file_name(form, stamp.copy_code)
    _check(tx, text, name)
    tx.note(form=form.value, names=stamp.named, copy=stamp.copy_code)
    return Exported(name, MEDIA_TYPES[form], data)


def _stamp(tx: Transaction, language: str, fictional: bool, *, named: bool) -> Stamp:
    actor, say = tx.actor, speak(language)
    return Stamp(
        standing=_standing(say, actor),
        organisation=organisation_label(say, actor.organisation),
        made_at=tx.now,
        copy_code=tx.chance.spoken_code(),
        fictional=fictional,
        name=actor.name if named else "",
        named=named,
        language=language,
    )


def _standing(say: Say, actor: Actor) -> str:
    return label(say, AccountRole(actor.standing.value)).lower()


def _export(tx: Transaction, norm: Norm, stamp: Stamp, say: Say) -> NetworkExport:
    return prepared(
        norm.facts,
        stamp,
        say,
        seat_ties=tx.may(Permission.TIE_READ),
        missing_seats=norm.missing,
        required=once(norm.required),
        missing=norm.missing_contacts,
    )


def _check(tx: Transaction, text: str, name: str) -> None:
    """Nothing leaves that no reader may see, and no name of somebody who is kept out of the case.

    Names of others were kept from the only words that somebody made up: those of a role (`pseudonyms`).
    """
    barred = [person for _, person in kept_out(tx, tx.case_id)]
    check_leaving(tx, tx.case_id, ANYBODY, {"text": text, "file name": name.replace(".", " ")}, barred)
