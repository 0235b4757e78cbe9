"""Settings of the platform that may not differ."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit import config

from pages.door import locked
from services.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_folder=tmp_path / "data", key_file=tmp_path / "key")


@pytest.fixture(autouse=True)
def as_shipped() -> Iterator[None]:
    """The file of the repository, and afterwards again."""
    config.get_config_options(force_reparse=True)
    yield
    config.get_config_options(force_reparse=True)


def test_the_shipped_file_fits(settings: Settings) -> None:
    assert list(locked.differences(settings)) == []
    locked.check_locked(settings)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("server.enableStaticServing", True),
        ("server.maxUploadSize", 200),
        ("server.trustedUserHeaders", '{"x-other":"sid"}'),
        ("server.enableAgentApi", True),
        ("client.showErrorDetails", "full"),
        ("browser.gatherUsageStats", True),
        ("runner.magicEnabled", True),
        ("logger.enableRich", True),
        ("client.allowedOrigins", ["https://*.streamlit.app"]),
    ],
)
def test_a_deviation_is_named_with_what_was_expected(settings: Settings, setting: str, value: object) -> None:
    config.set_option(setting, value)
    with pytest.raises(locked.PlatformSettingDiffers) as refused:
        locked.check_locked(settings)
    assert refused.value.fields["setting"] == setting
    assert refused.value.fields["expected"] != refused.value.fields["found"]


def test_every_security_setting_in_the_file_is_locked() -> None:
    import tomllib

    from tests.shared import ROOT

    shipped = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    named = {f"{part}.{name}" for part in ("server", "client", "runner", "browser") for name in shipped[part]}
    assert named - set(locked.LOCKED) == {"server.port"}


def test_the_port_must_be_that_of_the_public_address(tmp_path: Path) -> None:
    away = Settings(public_address="http://127.0.0.1:9000", data_folder=tmp_path / "d", key_file=tmp_path / "key")
    assert [setting for setting, _, _ in locked.differences(away)] == ["server.port"]
    behind_tls = Settings(
        public_address="https://mdo.example.nl", data_folder=tmp_path / "d", key_file=tmp_path / "key"
    )
    assert list(locked.differences(behind_tls)) == []


def test_the_platform_answers_to_the_public_host_only(settings: Settings) -> None:
    locked.fit_to_address(settings)
    assert config.get_option("server.allowedHosts") == ["127.0.0.1"]
    assert config.get_option("server.corsAllowedOrigins") == ["http://127.0.0.1:8501"]
