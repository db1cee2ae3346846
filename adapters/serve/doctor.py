"""The server's part of `exam-tutor doctor`: its address, and the clock of the machine."""

import json
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

from adapters.serve.settings import HTTP, Settings
from bot.doctor import Finding
from bot.ports import Clock

PATIENCE = 3.0  # seconds for our own server to answer
_EARLIEST = datetime(2026, 11, 1, tzinfo=UTC)  # this program is not older
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)


def check_clock(clock: Clock) -> Iterator[Finding]:
    """Whether the clock says a time at which this program can run."""
    now = clock.now()
    sane = _EARLIEST < now < _LATEST
    yield Finding(
        sane, f"the clock says {now:%Y-%m-%d %H:%M:%S} UTC", "" if sane else "set the clock, by NTP"
    )


def check_http(settings: Settings) -> Iterator[Finding]:
    """Whether the server can listen, or does."""
    try:
        with closing(socket.create_server((settings.host, settings.port), family=_family(settings.host))):
            yield Finding(ok=True, what=f"{settings.shown} is free to listen on")
    except OSError as error:
        why = str(error.strerror).partition(" (")[0]  # what Python adds is the address
        yield _who_listens(settings) or Finding(
            ok=False, what=f"{settings.shown}: {why}", mend=f"set {HTTP} to another address"
        )


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _who_listens(settings: Settings) -> Finding | None:
    """What our own server on the address says of itself; None where there is somebody else, or nobody."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104  # compared only
    address = Settings(host, settings.port).shown
    try:
        with urllib.request.urlopen(f"http://{address}/healthz", timeout=PATIENCE) as reply:  # our own
            told = json.load(reply)
    except urllib.error.HTTPError as reply:
        told = _json(reply.read(100_000))
    except (OSError, ValueError):
        return None
    if not isinstance(told, dict) or "last_tick_seconds_ago" not in told:
        return None
    ok = told.get("status") == "ok"
    return Finding(
        ok, f"the server on {settings.shown} runs: {json.dumps(told)[:500]}", "" if ok else "see its log"
    )


def _json(data: bytes) -> object:
    try:
        return json.loads(data)
    except ValueError:
        return None
