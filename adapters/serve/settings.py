"""Where the server listens, and how it is reached from outside."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.errors import UsageError

HTTP = "TUTOR_HTTP"
PUBLIC = "TUTOR_PUBLIC_URL"
DEFAULT = "127.0.0.1:8080"


@dataclass(frozen=True, slots=True)
class Settings:
    """`public_url` is how the server is reached from outside, without a slash at the end; "" if unknown."""

    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str = ""

    @property
    def shown(self) -> str:
        """The address as a person writes it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def read_settings(values: Mapping[str, str]) -> Settings:
    """The server's settings. Raises UsageError, naming the variable, for a value that cannot be meant."""
    host, port = _listen(values.get(HTTP, "").strip() or DEFAULT)
    return Settings(host, port, _public(values.get(PUBLIC, "").strip()))


def _listen(value: str) -> tuple[str, int]:
    host, colon, port = value.rpartition(":")
    named = bool(host) and (":" not in host or (host[0] == "[" and host[-1] == "]"))
    if not colon or not named or not (port.isascii() and port.isdecimal() and int(port[:6]) < 65536):
        raise UsageError(f"{HTTP} is “{value[:60]}”; write host:port, such as {DEFAULT} or 0.0.0.0:8080.")
    return host.strip("[]"), int(port)


def _public(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise UsageError(f"{PUBLIC} is “{value[:60]}”; write an address such as https://tutor.example.org.")
    return value.rstrip("/")
