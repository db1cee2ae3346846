"""No secret gets into a log, whichever way it tries."""

import logging

import pytest

from adapters.redaction import Redaction, secrets_of

SLACK = "xoxb-1234567890-abcdefghij"
DISCORD = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"
SETTINGS = {
    "DISCORD_TOKEN": "canary-discord",
    "SLACK_SIGNING_SECRET": "canary-signing",
    "TUTOR_KEY": "canary-new, canary-old",
    "DATABASE_URL": "postgresql://ada:canary%2Fword@host/db",
    "TUTOR_PACKS": "tea",
    "SLACK_APP_TOKEN": "",
    "SHORT_KEY": "abc",
    "BROKEN_URL": "http://[::1",
}


def logged(message: str, *arguments: object, fault: Exception | None = None) -> str:
    trace = (type(fault), fault, fault.__traceback__) if fault else None
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, message, arguments, trace)
    return Redaction(secrets_of(SETTINGS)).format(record)


@pytest.mark.parametrize(
    "secret",
    [
        "canary-discord",
        "canary-signing",
        "canary-new",
        "canary-old",
        "canary/word",
        "canary%2Fword",
        SLACK,
        DISCORD,
    ],
)
def test_a_secret_is_blotted_out_of_messages_arguments_and_tracebacks(secret: str) -> None:
    try:
        raise RuntimeError(f"refused: {secret}")  # noqa: TRY301  # a traceback is wanted
    except RuntimeError as fault:
        told = logged("with %s and %s", secret, [secret], fault=fault)
    assert secret not in told
    assert "RuntimeError: refused: …" in told and "with … and ['…']" in told


def test_a_record_that_does_not_fit_its_arguments_is_told_all_the_same_without_secrets() -> None:
    assert logged("100 % of canary-discord", "canary-old") == "ERROR x: 100 % of … ('…',)"


def test_the_password_of_any_address_is_blotted_out() -> None:
    assert logged("at https://user:some-password@host/x").endswith("at https://…@host/x")


def test_all_else_is_left_as_it_is() -> None:
    assert logged("tea on port 8080, abc, https://host/x").endswith(
        "ERROR x: tea on port 8080, abc, https://host/x"
    )


def test_a_long_line_is_cleaned_in_no_time() -> None:
    for hostile in (
        "a" * 100_000,
        "a-" * 50_000,
        "://" * 30_000,
        "://a:" * 20_000,
        "xox" * 30_000,
        "a." * 50_000,
    ):
        assert len(logged(hostile)) > 100


def test_settings_without_secrets_have_none() -> None:
    assert secrets_of({"HOME": "/root", "PATH": "/bin", "DATABASE_URL": "/data/t.sqlite3"}) == []
