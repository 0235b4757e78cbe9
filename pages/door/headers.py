"""What every answer carries. Sources: `security.md` section 0 (the policy that was tried), ASVS 5.0 V3.4, V14.3.2."""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

import streamlit

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
DOOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "x-robots-tag": "noindex, nofollow",
}
NO_STORE = "no-store"
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"


def stock_index() -> str:
    """The platform's own index page, as installed."""
    return (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def screen_policy() -> str:
    """The content policy of the Streamlit screens. Its inline scripts are known by their hash, computed here."""
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in _INLINE_SCRIPT.findall(stock_index()))
    return (
        f"default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval' {hashes}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "worker-src 'self' blob:; manifest-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


def dressed(
    headers: list[tuple[bytes, bytes]], *, door: bool, may_keep: bool, secure: bool
) -> list[tuple[bytes, bytes]]:
    """The answer's headers with ours in place of any of the same name. `may_keep`: fonts and program files."""
    ours = dict(ALWAYS) | {"content-security-policy": DOOR_POLICY if door else screen_policy()}
    if not may_keep:
        ours |= {"cache-control": NO_STORE}
    if secure:
        ours |= {"strict-transport-security": STRICT_TRANSPORT}
    kept = [(name, _hardened(name, value, secure)) for name, value in headers if name.lower().decode() not in ours]
    return kept + [(name.encode(), value.encode()) for name, value in ours.items()]


def _hardened(name: bytes, value: bytes, secure: bool) -> bytes:
    """The platform's own cookies lack the Secure mark."""
    if secure and name.lower() == b"set-cookie" and b"secure" not in value.lower():
        return value + b"; Secure"
    return value


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
