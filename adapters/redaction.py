"""Logs without secrets: whatever a library or a traceback says, what is secret in it is blotted out."""

import logging
import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

BLOT = "…"
_NAMES = re.compile(r"(TOKEN|SECRET|KEY|PASSWORD)$")
_SHORTEST = 6  # characters; a shorter secret would blot out half of the log
_KNOWN_SHAPES = re.compile(
    r"xox[a-z]-[\w-]{8,}|xapp-[\w-]{8,}"  # Slack
    r"|\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"  # Discord
    r"|(?<=://)[^\s/:@]{0,200}:[^\s/@]{1,200}(?=@)"  # user:password of an address
)


def secrets_of(values: Mapping[str, str]) -> list[str]:
    """Every secret in the settings, the longest first: tokens, keys, and the passwords of addresses."""
    found: set[str] = set()
    for name, value in values.items():
        if _NAMES.search(name):
            found.update(value.split(","))
        elif name.endswith("_URL"):
            found.update(_passwords(value))
    return sorted(
        (secret.strip() for secret in found if len(secret.strip()) >= _SHORTEST), key=len, reverse=True
    )


def _passwords(address: str) -> Iterable[str]:
    try:
        password = urlsplit(address).password or ""
    except ValueError:  # no address at all; it is refused elsewhere
        return ()
    return (password, unquote(password))


class Redaction(logging.Formatter):
    """Formats a record, its traceback too, and blots out what is secret in the result."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The line or lines for the log; also of a record whose words and arguments do not fit each other."""
        try:
            told = super().format(record)
        except (TypeError, ValueError):
            told = f"{record.levelname} {record.name}: {record.msg} {record.args}"
        return self.clean(told)

    def clean(self, text: str) -> str:
        """A text without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, BLOT)
        return _KNOWN_SHAPES.sub(BLOT, text)
