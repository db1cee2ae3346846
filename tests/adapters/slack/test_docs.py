"""What docs/slack.md says is so."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.slack.manifest import (
    EVENTS_PATH,
    INSTALL_PATH,
    OPTIONAL_SCOPES,
    REDIRECT_PATH,
    RELAY_SCOPES,
    SCOPES,
    manifest,
)
from adapters.slack.names import Names
from adapters.slack.settings import read
from adapters.slack.tasks import PATIENCE

ROOT = Path(__file__).parent.parent.parent.parent
GUIDE = (ROOT / "docs" / "slack.md").read_text()
OPERATING = (ROOT / "docs" / "operating.md").read_text()
README = (ROOT / "README.md").read_text()
IN_README = README.partition("## Slack in ten minutes\n")[2].partition("\n## ")[0]
COMMANDS = {command["command"] for command in manifest(Names())["features"]["slash_commands"]}


def test_every_scope_is_listed_with_its_reason_and_no_other() -> None:
    rows = dict(re.findall(r"^\| `([a-z_:]+)`(?: \(optional\))? \| (.+) \|$", GUIDE, re.MULTILINE))
    assert {scope: why for scope, why in rows.items() if scope != "setting"} == {**SCOPES, **OPTIONAL_SCOPES}


def test_what_relaying_needs_is_listed_with_its_reason() -> None:
    rows = re.findall(r"^\| `([a-z_:]+)` \(with `TUTOR_RELAY`\) \| (.+) \|$", GUIDE, re.MULTILINE)
    assert dict(rows) == RELAY_SCOPES


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\b(?:SLACK|TUTOR)_[A-Z_]+\b", GUIDE))))
def test_every_setting_named_is_read_by_slack_or_is_the_programs_own(name: str) -> None:
    asked: list[str] = []

    class Noting(dict[str, str]):
        def get(self, key: str, default: str = "") -> str:  # type: ignore[override]  # all are texts
            asked.append(key)
            return default

    read(Noting())
    assert name in asked or f"| `{name}` |" in OPERATING


def test_every_path_and_command_named_is_there() -> None:
    for path in (EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH):
        assert f"`{path}`" in GUIDE
    assert {"/quiz", "/tutor-help"} <= COMMANDS
    assert manifest(Names("study-"))["features"]["slash_commands"][0]["command"] == "/study-ask"


def test_the_steps_match_the_manifest() -> None:
    made = manifest(Names())
    assert made["settings"]["socket_mode_enabled"] and made["features"]["app_home"]["home_tab_enabled"]
    assert made["features"]["bot_user"]["display_name"] == "tutor" and "/invite @tutor" in GUIDE


def test_the_readme_tells_the_same_in_short() -> None:
    tokens = dict(re.findall(r"(SLACK_[A-Z_]+)=(\w+)-…", IN_README))
    assert tokens == {"SLACK_APP_TOKEN": "xapp", "SLACK_BOT_TOKEN": "xoxb"}
    settings = read({name: f"{kind}-1" for name, kind in tokens.items()})
    assert settings is not None and settings.socket_mode and not settings.oauth
    for said in ("From a", "connections:write", "Install App", "/invite @tutor", "`/daily set`", "`/quiz`"):
        assert said in IN_README and said.strip("`") in GUIDE
    assert {"/quiz", "/daily"} <= COMMANDS


def test_the_time_that_is_named_is_the_one_that_is_waited() -> None:
    assert f"the {PATIENCE} seconds that the tutor waits" in " ".join(GUIDE.split())


def test_the_command_prints_what_the_guide_says() -> None:
    command = [str(Path(sys.executable).with_name("exam-tutor")), "slack", "manifest", "--prefix", "study-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={"PATH": ""})
    assert json.loads(done.stdout) == manifest(Names("study-"))
