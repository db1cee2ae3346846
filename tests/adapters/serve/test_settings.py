"""Where the server listens, by the environment."""

import pytest

from adapters.serve.settings import read_settings
from bot.errors import UsageError


@pytest.mark.parametrize(
    ("value", "host", "port"),
    [
        ("", "127.0.0.1", 8080),
        ("0.0.0.0:80", "0.0.0.0", 80),
        ("localhost:0", "localhost", 0),
        ("[::1]:8080", "::1", 8080),
    ],
)
def test_an_address_is_host_and_port(value: str, host: str, port: int) -> None:
    settings = read_settings({"TUTOR_HTTP": value})
    assert (settings.host, settings.port) == (host, port)


def test_an_address_is_shown_as_it_is_written() -> None:
    assert read_settings({"TUTOR_HTTP": "[::1]:9"}).shown == "[::1]:9"
    assert read_settings({}).shown == "127.0.0.1:8080"


@pytest.mark.parametrize(
    "value", ["8080", ":8080", "host", "host:", "host:http", "host:65536", "::1:80", "h:٣"]
)
def test_any_other_address_is_refused_with_the_name_of_its_variable(value: str) -> None:
    with pytest.raises(UsageError, match=r"TUTOR_HTTP is .*; write host:port, such as 127.0.0.1:8080"):
        read_settings({"TUTOR_HTTP": value})


def test_the_public_address_loses_its_last_slash() -> None:
    assert (
        read_settings({"TUTOR_PUBLIC_URL": "https://t.example.org/a/"}).public_url
        == "https://t.example.org/a"
    )


@pytest.mark.parametrize(
    "value", ["t.example.org", "ftp://t.example.org", "https://", "https://t.example.org/?a=1"]
)
def test_a_public_address_that_no_browser_opens_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match=r"TUTOR_PUBLIC_URL is .*; write an address such as https://"):
        read_settings({"TUTOR_PUBLIC_URL": value})
