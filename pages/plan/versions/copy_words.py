"""Copies in words: what they are of, who has them, what became of them."""

from markupsafe import Markup

from pages.frame.markup import tag
from pages.plan.papers.edition_words import edition_title
from services.documents.copies.facts import FORM, CopyLine
from services.documents.editions import PARTNERS, PROSECUTOR
from services.documents.for_victims import VICTIM
from services.documents.notices.rules import is_for_suspect
from services.documents.sheets.network_sheet import NETWORK_SHEET
from services.documents.sheets.recall_list import RECALL_LIST
from services.wording import Say, label
from services.wording.labels import organisation_label


def copy_title(say: Say, audience: str) -> str:
    """What a copy is of; an audience that several share has none."""
    fixed = {
        "": say("A document of this version"),
        FORM: say("Word form for conditions"),
        NETWORK_SHEET: say("Partner network"),
        RECALL_LIST: say("Copies to be called back"),
    }
    if audience in fixed:
        return fixed[audience]
    known = audience in (PARTNERS, VICTIM, PROSECUTOR) or is_for_suspect(audience) or "-" in audience
    return edition_title(say, audience) if known else say("Document")


def version_words(say: Say, copy: CopyLine) -> str:
    """The version of the plan, or that it is of none."""
    return say("version {number}", number=copy.version) if copy.version else say("no edition of the plan")


def state_tag(say: Say, copy: CopyLine) -> Markup:
    """What must be known of it at a glance; nothing for a copy that is as it should be."""
    if copy.awaited:
        return tag(say("still to be called back"), "red")
    if copy.outcome is not None:
        return tag(label(say, copy.outcome), "grey")
    return tag(label(say, copy.status), "orange") if copy.outdated and copy.status else Markup("")


def holder_words(say: Say, copy: CopyLine) -> str:
    """For whom it is, and who took it when."""
    whom = [copy.for_whom, organisation_label(say, copy.for_organisation) if copy.for_organisation else ""]
    meant = ", ".join(part for part in whom if part)
    moment = say.short_moment(copy.issued_at)
    taken = say("taken by {name}, {moment}", name=copy.issued_to, moment=moment) if copy.issued_to else moment
    return f"{say('for {who}', who=meant)} · {taken}" if meant else taken


def recall_words(say: Say, copy: CopyLine) -> str:
    """Who called it back, when and why, and what became of it; empty when nobody did."""
    if copy.recalled_at is None:
        return ""
    day = say.short_day(copy.recalled_at)
    by = say("called back on {day} by {name}", day=day, name=copy.recalled_by)
    parts = [by if copy.recalled_by else say("called back on {day}", day=day), copy.reason]
    if copy.outcome is not None and copy.settled_at is not None:
        parts.append(f"{label(say, copy.outcome)}, {say.short_day(copy.settled_at)}")
    return " · ".join(part for part in parts if part)
