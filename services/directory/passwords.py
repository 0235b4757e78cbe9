"""Argon2id: 64 MiB, three passes, one lane; at most two at a time, so that a rush on the door cannot eat the memory."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
_codes_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_two_at_a_time = threading.Semaphore(2)
_nobody: dict[str, str] = {}


def hash_password(password: str) -> str:
    """The hash to keep. Slow on purpose; never call it inside a transaction."""
    with _two_at_a_time:
        return _hasher.hash(password)


def password_fits(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one; takes as long when nobody has the account (`None`)."""
    with _two_at_a_time:
        return _verify(_hasher, password_hash or _nobodys_hash(), password) and password_hash is not None


def hash_needs_renewal(password_hash: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(password_hash)


def hash_recovery_code(code: str) -> str:
    """The hash of a recovery code (50 bits): OWASP's smallest Argon2id, for ten are made at once."""
    with _two_at_a_time:
        return _codes_hasher.hash(code)


def recovery_code_fits(code_hash: str, code: str) -> bool:
    """Whether the recovery code is the one behind the hash."""
    with _two_at_a_time:
        return _verify(_codes_hasher, code_hash, code)


def _verify(hasher: PasswordHasher, password_hash: str, password: str) -> bool:
    try:
        return hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _nobodys_hash() -> str:
    """A hash that fits nothing, made with today's settings."""
    key = f"{_hasher.memory_cost}.{_hasher.time_cost}"
    if key not in _nobody:
        _nobody[key] = _hasher.hash("\0")
    return _nobody[key]
