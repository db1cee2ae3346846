"""What docs/discord.md and the README's section on Discord say is so."""

import re
from pathlib import Path

import pytest

from adapters.discord.client import FEW_LOGINS_LEFT
from adapters.discord.commands import CHANNEL
from adapters.discord.doctor import NEEDED
from adapters.discord.errors import NO_CONTENT, REFUSED_LOGIN
from adapters.discord.identifies import WAITING
from adapters.discord.listener import NAMED_ROLE
from adapters.discord.settings import read
from bot.commands import BY_NAME
from bot.usecases.upkeep import KEEP_LEFT

ROOT = Path(__file__).parent.parent.parent.parent
GUIDE = (ROOT / "docs" / "discord.md").read_text()
SECTION = (ROOT / "README.md").read_text().partition("## Discord in ten minutes")[2].partition("\n## ")[0]

SETTING = re.compile(r"\b(?:DISCORD_|TUTOR_RELAY)[A-Z_]*\b")


def test_every_permission_is_listed_with_its_reason_and_no_other() -> None:
    rows = re.findall(r"^\| `([a-z_]+)` \| (.+) \|$", GUIDE, re.MULTILINE)
    assert dict(rows) == NEEDED
    words = {6: "six"}
    assert f"asks for {words[len(NEEDED)]} permissions" in SECTION


@pytest.mark.parametrize("name", sorted(set(SETTING.findall(GUIDE + SECTION))))
def test_every_setting_named_is_read(name: str) -> None:
    asked: list[str] = []

    class Noting(dict[str, str]):
        def get(self, key: str, default: str = "") -> str:  # type: ignore[override]  # all are texts
            asked.append(key)
            return "token" if key == "DISCORD_TOKEN" else default

    read(Noting())
    assert name in asked


def test_every_sentence_quoted_is_one_of_ours() -> None:
    quoted = set(re.findall(r"^\| \"(.+?)\" \|", GUIDE, re.MULTILINE)) - {"The application did not respond"}
    ours = (FEW_LOGINS_LEFT, NAMED_ROLE, NO_CONTENT, REFUSED_LOGIN, WAITING)
    assert len(quoted) == len(ours)
    assert all(any(sentence.startswith(words) for sentence in ours) for words in quoted)


def test_commands_and_their_parameters_are_there() -> None:
    what = next(parameter for parameter in BY_NAME["daily"].parameters if parameter.name == "what")
    assert {"set", "resume"} <= set(what.choices)
    assert BY_NAME["daily"].of_channel and f"`/daily {CHANNEL}:`" in GUIDE
    named = set(re.findall(r"`/([a-z]+)", GUIDE + SECTION)) - {"healthz"}
    assert named and named <= set(BY_NAME)


def test_how_long_data_is_kept_is_as_stated() -> None:
    assert f"kept for {KEEP_LEFT.days} days" in GUIDE
    operating = (ROOT / "docs" / "operating.md").read_text()
    assert f"teams that removed the tutor more than {KEEP_LEFT.days} days ago" in operating
