"""What is sealed is opened by any of the keys, and by nothing else."""

import pytest
from cryptography.fernet import Fernet

from adapters.secrets import Vault
from bot.errors import UsageError

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


def test_what_is_sealed_does_not_show_and_opens_again() -> None:
    sealed = Vault(NEW).seal("xoxb-secret")
    assert b"xoxb" not in sealed and Vault(NEW).open(sealed) == "xoxb-secret"


def test_after_a_rotation_old_secrets_open_and_are_known_as_old() -> None:
    old = Vault(OLD).seal("token")
    rotated = Vault(f"{NEW}, {OLD}")
    assert rotated.open(old) == "token" and not rotated.current(old)
    assert rotated.current(rotated.seal("token"))


def test_both_alphabets_of_base64_are_taken() -> None:
    standard = OLD.replace("-", "+").replace("_", "/")
    assert Vault(standard).open(Vault(OLD).seal("token")) == "token"


@pytest.mark.parametrize("keys", ["", " , ", "short", "x" * 44])
def test_a_key_that_is_none_is_said_with_how_to_make_one(keys: str) -> None:
    with pytest.raises(UsageError, match="openssl rand -base64 32"):
        Vault(keys)


def test_a_secret_of_a_lost_key_is_said() -> None:
    with pytest.raises(UsageError, match="key that is not in TUTOR_KEY"):
        Vault(NEW).open(Vault(OLD).seal("token"))
