"""A calm line under a text in which something stands that could lead to somebody. It never stops anybody."""

from markupsafe import Markup

from models.terms import Tier
from pages.frame.markup import joined, show
from pages.frame.screen import Screen
from services.conditions.prose import Caution, CautionKind, cautions
from services.wording import Say

_WORDS = {
    CautionKind.ADDRESS: "looks like an address",
    CautionKind.POSTCODE: "looks like a postcode",
    CautionKind.PHONE: "looks like a phone number",
    CautionKind.MAIL: "looks like a mail address",
    CautionKind.PLATE: "looks like a number plate",
    CautionKind.NATIONAL_NUMBER: "looks like a citizen service number",
    CautionKind.PLACE: "names a place",
    CautionKind.NAME: "looks like a name",
    CautionKind.TERM: "is kept from some readers",
}
_MOST = 4


def mind_cautions(screen: Screen, text: str, case_id: str = "", *, tier: str = Tier.PARTNERS) -> None:
    """Marks what need not stand in `text` and says why. `case_id` only for who directs the case."""
    if not text.strip():
        return
    say, found = screen.say, cautions(screen.work, text, case_id, tier=tier)
    if not found:
        return
    told = list(dict.fromkeys(_told(say, one) for one in found))[:_MOST]
    advice = say("Whoever reads this could find somebody by it. Leave it out if it is not needed; an alias will do.")
    show(Markup('<p class="mind" role="status">{}. {}</p>').format(joined(told, "; "), advice))


def _told(say: Say, caution: Caution) -> Markup:
    return Markup("<mark>{}</mark> {}").format(caution.found, say(_WORDS[caution.kind]))
