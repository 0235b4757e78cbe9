"""Settings of the platform that may not differ from `.streamlit/config.toml`. One that does stops the start.

A flag on the command line or a variable in the environment beats the file; without this check either could quietly
open what the file closes. Source: `security.md` section 0.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from streamlit import config

from pages.door.passage import HEADER
from services.errors import ServiceError
from services.settings import Settings

LOCKED: dict[str, Any] = {
    "global.developmentMode": False,
    "server.headless": True,
    "server.address": "127.0.0.1",
    "server.baseUrlPath": "",
    "server.fileWatcherType": "none",
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.maxUploadSize": 5,
    "server.maxMessageSize": 20,
    "server.maxWidgetStateSize": 2,
    "server.disconnectedSessionTTL": 60,
    "server.scriptHealthCheckEnabled": False,
    "server.enableAgentApi": False,
    "server.trustedUserHeaders": {HEADER: "sid"},
    "server.unsafeMetricsUserAttributes": [],
    "runner.postScriptGC": False,
    "runner.magicEnabled": False,
    "browser.gatherUsageStats": False,
    "browser.serverAddress": "127.0.0.1",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "client.showSidebarNavigation": False,
    "client.allowedOrigins": [],
    "logger.enableRich": False,
}


class PlatformSettingDiffers(ServiceError):
    """A locked setting has another value. Fields: `setting`, `expected`, `found`."""

    code = "settings.platform_differs"


def check_locked(settings: Settings) -> None:
    """Raises `PlatformSettingDiffers` for the first setting that is not as it must be."""
    for setting, expected, found in differences(settings):
        raise PlatformSettingDiffers(setting=setting, expected=expected, found=found)


def differences(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Every deviation as (setting, expected, found); the `doctor` prints them all."""
    for setting, expected in LOCKED.items():
        found = config.get_option(setting)
        if _plain(found) != _plain(expected):
            yield setting, _plain(expected), _plain(found)
    address = urlsplit(settings.public_address)
    port = config.get_option("server.port")
    if not settings.secure and (address.port or 80) != port:
        yield "server.port", f"{address.port or 80} (MDO_PUBLIC_ADDRESS)", str(port)


def fit_to_address(settings: Settings) -> None:
    """Names the one host and origin that the platform itself may answer to: the public address."""
    config.set_option("server.allowedHosts", [str(urlsplit(settings.public_address).hostname)])
    config.set_option("server.corsAllowedOrigins", [settings.public_address])


def _plain(value: Any) -> str:
    """One spelling for values that come as a dictionary or as its JSON, as a list, or not at all."""
    if isinstance(value, str) and value.startswith("{"):
        value = json.loads(value)
    return json.dumps([] if value is None else value, sort_keys=True) if value != "" else ""
