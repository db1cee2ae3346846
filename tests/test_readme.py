"""What the README says can be done."""

import re
from pathlib import Path

import pytest

from bot.commands import COMMANDS, Command
from exam_tutor import SUBCOMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"(?:`|bin/)exam-tutor ([a-z]+)\b", README))))
def test_every_subcommand_of_the_readme_exists(name: str) -> None:
    assert name in SUBCOMMANDS


@pytest.mark.parametrize("target", sorted(set(re.findall(r"make ([a-z]+)\b", README))))
def test_every_make_target_of_the_readme_exists(target: str) -> None:
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_readme_lists_every_chat_command_with_its_help(command: Command) -> None:
    usage = command.usage.replace("|", "\\|")
    assert f"| `/{usage}` | {command.help} |" in README


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(((?!http)[^)#]+)", README))))
def test_every_file_that_the_readme_links_to_exists(link: str) -> None:
    assert (ROOT / link).exists()
