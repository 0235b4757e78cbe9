"""The second factor: time codes of an authenticator app (RFC 6238), and recovery codes for when it is lost."""

import hmac
from datetime import datetime

import pyotp

from services.directory.passwords import hash_recovery_code
from services.unit_of_work import Chance

RECOVERY_CODES = 10
_STEP_SECONDS = 30
_ISSUER = "MDO-planner"


def new_totp_secret() -> str:
    """160 bits for the authenticator app."""
    return pyotp.random_base32()


def totp_address(secret: str, email: str) -> str:
    """What the QR code holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=_ISSUER)


def matching_step(secret: str, code: str, moment: datetime, last_step: int) -> int | None:
    """The time step the code belongs to, one step of drift either way; None when it fits none.

    A step counts once: it must lie after `last_step` (ASVS 6.5.1).
    """
    digits = "".join(code.split())
    here = int(moment.timestamp()) // _STEP_SECONDS
    totp = pyotp.TOTP(secret)
    found = None
    for step in (here - 1, here, here + 1):
        fits = hmac.compare_digest(totp.generate_otp(step).encode(), digits.encode())
        if fits and step > last_step:
            found = step
    return found


def new_recovery_codes(chance: Chance) -> tuple[str, ...]:
    """Ten codes to keep apart: a number, and ten signs (50 bits) that cannot be mistaken for another."""
    return tuple(f"{n}-{chance.spoken_code(5)}-{chance.spoken_code(5)}" for n in range(RECOVERY_CODES))


def recovery_number(code: str) -> int | None:
    """Which of the ten a typed code claims to be; None when it is no recovery code."""
    bare = bare_recovery_code(code)
    return int(bare[0]) if len(bare) == 11 and bare[0] in "0123456789" else None


def bare_recovery_code(code: str) -> str:
    """The code as it is hashed: capitals and digits only."""
    return "".join(c for c in code.upper() if c.isascii() and c.isalnum())


def stored_recovery_codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    """What is kept of the codes: their number and a slow hash, so that one try costs one hash."""
    return tuple(f"{n}:{hash_recovery_code(bare_recovery_code(code))}" for n, code in enumerate(codes))
