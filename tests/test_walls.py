"""The walls between the rooms hold, and would be seen to break."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "storage", "adapters")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    script = Path(sys.executable).with_name("lint-imports")
    command = [str(script), "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    env = {"PYTHONPATH": str(folder), "PATH": ""}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=env)


def test_no_room_imports_what_it_may_not() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("bot/learning/points.py", "import sqlalchemy"),
        ("bot/tutor.py", "import discord"),
        ("bot/messages.py", "import slack_sdk"),
        ("bot/usecases/quiz.py", "import storage.store"),
        ("bot/grading/verdict.py", "import bot.ports"),
        ("adapters/console/app.py", "import storage.store"),
        ("adapters/console/render.py", "import sqlalchemy"),
        ("adapters/serve/app.py", "import apscheduler"),
        ("storage/store.py", "import apscheduler"),
        ("storage/store.py", "import adapters.console.app"),
        ("adapters/discord/app.py", "import adapters.console.app"),
        ("storage/engine.py", "import exam_tutor"),
    ],
)
def test_a_forbidden_import_is_reported(tmp_path: Path, file: str, line: str) -> None:
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    target = tmp_path / file
    target.write_text(f"{target.read_text()}\n{line}\n")
    done = lint_imports(tmp_path)
    assert done.returncode == 1, done.stdout
    assert "BROKEN" in done.stdout


def test_a_platform_that_is_not_set_up_costs_neither_time_nor_memory() -> None:
    script = "import sys, adapters.slack.serving, adapters.discord.serving; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"slack_bolt", "slack_sdk", "discord"} & set(done.stdout.split())


def test_every_folder_of_python_is_a_package() -> None:
    """A folder without `__init__.py` would be invisible to the check above."""
    folders = {file.parent for room in (*ROOMS, "tests") for file in (ROOT / room).rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []
