"""Settings from the environment: each checked, the first wrong one named, no value repeated; the key file's rules."""

import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from services.settings import Settings, SettingWrong, from_environment, make_key, master_key, now


@pytest.fixture
def safe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment with a data folder and key file of the test's own."""
    monkeypatch.setenv("MDO_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("MDO_KEY_FILE", str(tmp_path / "keys" / "key"))
    return tmp_path


def refused() -> dict[str, object]:
    """How the environment as it stands is refused."""
    with pytest.raises(SettingWrong) as wrong:
        from_environment()
    return wrong.value.fields


def key_refused(settings: Settings) -> object:
    """Why the key cannot be used."""
    with pytest.raises(SettingWrong) as wrong:
        master_key(settings)
    assert wrong.value.fields["setting"] == "MDO_KEY_FILE"
    return wrong.value.fields["reason"]


# --- the environment


def test_without_any_setting_the_planner_is_for_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/hanna")
    settings = from_environment()
    assert settings.public_address == "http://127.0.0.1:8501"
    assert settings.data_folder == Path("/home/hanna/.local/share/mdo-planner")
    assert settings.key_file == Path("/home/hanna/.config/mdo-planner/key")
    assert (settings.smtp_host, settings.database_url, settings.practice) == ("", None, "on")
    assert not settings.secure


def test_settings_cannot_change_once_read(safe: Path) -> None:
    with pytest.raises(ValidationError):
        from_environment().region = "elsewhere"  # ty: ignore[invalid-assignment]


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("MDO_PUBLIC_ADDRESS", "http://mdo.regio.example", "https_needed"),
        ("MDO_PUBLIC_ADDRESS", "ftp://mdo.regio.example", "address"),
        ("MDO_PUBLIC_ADDRESS", "https://mdo.regio.example/planner", "address"),
        ("MDO_PUBLIC_ADDRESS", "https://mdo.regio.example?x=1", "address"),
        ("MDO_PUBLIC_ADDRESS", "https://mdo.regio.example#x", "address"),
        ("MDO_PUBLIC_ADDRESS", "https://user:secret@mdo.regio.example", "address"),
        ("MDO_PUBLIC_ADDRESS", "mdo.regio.example", "address"),
        ("MDO_MAIL_FROM", "planner", "address"),
        ("MDO_MAIL_FROM", "a@b.nl\r\nBcc: c@d.nl", "not_one_word"),
        ("MDO_SMTP_HOST", "mail server", "not_one_word"),
    ],
)
def test_a_wrong_setting_is_named_with_its_reason(
    safe: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(name, value)
    assert refused() == {"setting": name, "reason": reason}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MDO_SMTP_PORT", "0"),
        ("MDO_SMTP_PORT", "65536"),
        ("MDO_SMTP_PORT", "CANARY"),
        ("MDO_SMTP_SECURITY", "CANARY"),
        ("MDO_PRACTICE", "CANARY"),
        ("MDO_WORKER", "CANARY"),
    ],
)
def test_a_wrong_value_is_never_repeated(safe: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    fields = refused()
    assert fields["setting"] == name
    assert "CANARY" not in str(fields)


@pytest.mark.parametrize(
    "address", ["https://mdo.regio.example", "https://mdo.regio.example:8443/", "http://[::1]:8501"]
)
def test_an_address_loses_its_last_slash_and_tells_whether_cookies_are_secure(
    safe: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("MDO_PUBLIC_ADDRESS", address)
    settings = from_environment()
    assert settings.public_address == address.rstrip("/")
    assert settings.secure == address.startswith("https")


def test_secrets_do_not_show_when_settings_are_printed(safe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MDO_SMTP_PASSWORD", "CANARY1")
    monkeypatch.setenv("MDO_DATABASE_URL", "postgresql://u:CANARY2@h/d")
    assert "CANARY" not in repr(from_environment()) + str(from_environment())


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, about in Settings.model_fields.items() if not about.description] == []


# --- the key file


@pytest.mark.parametrize("place", ["key", "deep/down/key"])
def test_a_key_beside_the_database_is_refused(safe: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setenv("MDO_KEY_FILE", str(safe / "data" / place))
    assert refused() == {"setting": "MDO_KEY_FILE", "reason": "key_beside_database"}


def test_a_key_beside_the_database_by_a_detour_is_refused(safe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (safe / "data").mkdir()
    (safe / "elsewhere").symlink_to(safe / "data")
    monkeypatch.setenv("MDO_KEY_FILE", str(safe / "elsewhere" / "key"))
    assert refused()["reason"] == "key_beside_database"


def test_the_first_start_makes_a_key_only_its_owner_can_read_and_later_starts_keep_it(settings: Settings) -> None:
    key = master_key(settings)
    assert len(key) == 32
    assert stat.S_IMODE(settings.key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.key_file.parent.stat().st_mode) == 0o700
    assert master_key(settings) == key


def test_two_places_get_different_keys(tmp_path: Path) -> None:
    keys = {
        master_key(Settings(data_folder=tmp_path / "d", key_file=tmp_path / name / "key")) for name in ("one", "two")
    }
    assert len(keys) == 2


def test_no_new_key_is_made_while_a_database_exists(settings: Settings) -> None:
    settings.data_folder.mkdir()
    (settings.data_folder / "planner.db").touch()
    assert key_refused(settings) == "key_missing"
    assert not settings.key_file.exists()


def test_no_key_is_made_by_itself_for_a_database_on_a_server(safe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MDO_DATABASE_URL", "postgresql://127.0.0.1/planner")
    assert key_refused(from_environment()) == "key_missing"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o622])
def test_a_key_others_can_read_or_write_is_refused(settings: Settings, mode: int) -> None:
    master_key(settings)
    settings.key_file.chmod(mode)
    assert key_refused(settings) == "key_readable_by_others"


@pytest.mark.parametrize("content", [b"", b"zz", b"00" * 31, b"00" * 33, b"\xff\xfe", b"0" * 63])
def test_what_is_no_key_is_refused(settings: Settings, content: bytes) -> None:
    make_key(settings.key_file)
    settings.key_file.write_bytes(content)
    assert key_refused(settings) == "key_malformed"


def test_a_folder_in_the_keys_place_and_an_unusable_place_are_refused(settings: Settings, tmp_path: Path) -> None:
    settings.key_file.mkdir(parents=True, mode=0o700)
    assert key_refused(settings) == "key_unreachable"
    (tmp_path / "a_file").touch()
    impossible = settings.model_copy(update={"key_file": tmp_path / "a_file" / "key"})
    assert key_refused(impossible) == "key_unreachable"


def test_an_existing_key_is_never_overwritten(settings: Settings) -> None:
    key = master_key(settings)
    with pytest.raises(FileExistsError):
        make_key(settings.key_file)
    assert master_key(settings) == key


def test_the_clock_knows_its_zone() -> None:
    assert now().utcoffset() is not None
