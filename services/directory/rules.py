"""What counts as a good password and one try too many. Pure.

Sources: `security.md` section 4; ASVS 5.0 V6.2 (length and a list, no composition rules).
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from models.terms import AccountRole
from services.relations.rules import normal_form

PASSWORD_SHORTEST = 15
PASSWORD_LONGEST = 128
TOUCH_EVERY = timedelta(minutes=1)
INVITATION_DAYS = timedelta(days=7)
AT_AN_ORGANISATION = frozenset(
    {AccountRole.CASE_DIRECTOR, AccountRole.CASE_HOLDER, AccountRole.PARTNER, AccountRole.READER}
)

_COMMON = frozenset((Path(__file__).parent / "common_passwords.txt").read_text().split())
_SHORTEST_OWN_WORD = 4


def password_flaw(password: str, *, name: str, email: str) -> str:
    """Why a password will not do: `short`, `long`, `common` or `personal`; empty when it will.

    Length is counted in characters. No rules of composition: they make passwords worse (ASVS 6.2.5).
    """
    if len(password) < PASSWORD_SHORTEST:
        return "short"
    if len(password) > PASSWORD_LONGEST:
        return "long"
    bare = "".join(c for c in password.casefold() if c.isalnum())
    if len(set(bare)) < 5 or _worn_out(bare):
        return "common"
    return "personal" if _own_words(name, email) & _inside(bare, name, email) else ""


def _worn_out(bare: str) -> bool:
    """On the list, a run of the keyboard, or a listed word with digits around it or said again."""
    stem = bare.strip("0123456789") or bare
    return any(word in _COMMON for word in (bare, stem, _once(bare), _once(stem)))


def _once(word: str) -> str:
    """The piece of which `word` is a repetition: 'wachtwoordwachtwoord' -> 'wachtwoord'; itself if of none."""
    for length in range(1, len(word) // 2 + 1):
        if len(word) % length == 0 and word[:length] * (len(word) // length) == word:
            return word[:length]
    return word


def _own_words(name: str, email: str) -> set[str]:
    words = normal_form(name).split() + normal_form(email.partition("@")[0]).split()
    return {word for word in words if len(word) >= _SHORTEST_OWN_WORD}


def _inside(bare: str, name: str, email: str) -> set[str]:
    plain = normal_form(bare).replace(" ", "")
    return {word for word in _own_words(name, email) if word in plain}


@dataclass(frozen=True)
class Allowance:
    """How many tries fit in a window."""

    kind: str
    tries: int
    window: timedelta


SIGN_IN = Allowance("sign_in", 5, timedelta(minutes=15))
SECOND_STEP = Allowance("second_step", 5, timedelta(minutes=15))
SET_UP = Allowance("set_up", 5, timedelta(minutes=15))
INVITATION = Allowance("account_invitation", 10, timedelta(hours=1))
PERSONAL_LINK = Allowance("personal_link", 10, timedelta(hours=1))
FROM_ADDRESS = Allowance("from_address", 30, timedelta(hours=1))
FORM_FILE = Allowance("form_file", 20, timedelta(hours=1))
OWN_FILE = Allowance("own_file", 20, timedelta(hours=1))
FOUND_FILE = Allowance("found_file", 40, timedelta(hours=1))
PRACTICE = Allowance("practice", 20, timedelta(hours=1))


def normal_email(email: str) -> str:
    """The form in which an address is compared."""
    return email.strip().casefold()


def is_email(email: str) -> bool:
    """Whether this can be an address at all; whether it exists, only a mail can tell."""
    local, at, domain = normal_email(email).rpartition("@")
    clean = email.strip().isprintable() and not any(c in email.strip() for c in " ,;<>\"'()")
    return bool(at and local and "." in domain.strip(".") and clean and len(email) <= 254)
