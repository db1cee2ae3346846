"""The app manifest says what the code does, and nothing that Slack refuses."""

import inspect
import json
import re
from pathlib import Path

import pytest

from adapters.slack import app, doctor, files, manifest, messenger, people, replies, web
from adapters.slack.app import _overheard, _table
from adapters.slack.manifest import EVENTS, OPTIONAL_SCOPES, RELAY_EVENTS, RELAY_SCOPES, SCOPES, main
from adapters.slack.names import PREFIX, RESERVED, Names
from bot.commands import COMMANDS
from bot.errors import UsageError

NAMED = re.compile(r"/[a-z0-9_-]{1,31}")


@pytest.mark.parametrize("prefix", ["", "aws-", "p" * PREFIX])
def test_every_command_of_the_list_is_there_under_a_name_that_slack_takes(prefix: str) -> None:
    made = manifest.manifest(Names(prefix))
    commands = made["features"]["slash_commands"]
    assert len(commands) == len(COMMANDS) == len({command["command"] for command in commands}) <= 50
    for command in commands:
        assert NAMED.fullmatch(command["command"])
        assert command["command"].removeprefix("/") not in RESERVED
        assert 0 < len(command["description"]) <= 2_000 and 0 < len(command.get("usage_hint", "x")) <= 1_000


def test_a_name_that_slack_keeps_for_itself_is_found_under_another() -> None:
    assert "help" in RESERVED and Names().slash("help") == "/tutor-help"
    found = Names().command("/tutor-help")
    assert found is not None and found.name == "help"
    assert Names("aws-").slash("help") == "/aws-help"


def test_sentences_call_commands_as_they_are_called_here() -> None:
    names = Names("aws-")
    assert (
        names.spoken("/quiz earns some; “/help” lists all.") == "/aws-quiz earns some; “/aws-help” lists all."
    )
    assert names.spoken("/usr/quiz, a/quiz and /quizzes stay") == "/usr/quiz, a/quiz and /quizzes stay"


def test_over_http_slack_is_told_where_to_call_and_else_it_is_socket_mode() -> None:
    over_http = manifest.manifest(Names(), "https://tutor.example")
    assert over_http["settings"]["event_subscriptions"]["request_url"] == "https://tutor.example/slack/events"
    assert over_http["oauth_config"]["redirect_urls"] == ["https://tutor.example/slack/oauth_redirect"]
    assert not over_http["settings"]["socket_mode_enabled"]
    by_socket = manifest.manifest(Names())
    assert by_socket["settings"]["socket_mode_enabled"] and "redirect_urls" not in by_socket["oauth_config"]
    assert "https" not in json.dumps(by_socket)


def test_every_event_subscribed_to_has_somebody_who_answers_it() -> None:
    table = set(inspect.getsource(_table).split('"'))
    assert {f"event.{event}" for event in EVENTS} <= table


def test_with_relaying_messages_in_channels_are_heard_and_the_scopes_for_it_are_required() -> None:
    made, plain = manifest.manifest(Names(), relay=True), manifest.manifest(Names())
    events = made["settings"]["event_subscriptions"]["bot_events"]
    assert set(events) == {*EVENTS, "message.channels", "message.groups"}
    assert set(events) - set(plain["settings"]["event_subscriptions"]["bot_events"]) == set(RELAY_EVENTS)
    scopes = made["oauth_config"]["scopes"]
    assert set(RELAY_SCOPES) == {"channels:history", "groups:history"} <= set(scopes["bot"])
    assert not set(RELAY_SCOPES) & set(scopes["bot_optional"])
    answered = set(inspect.getsource(_overheard).split('"'))
    assert {f"event.{event.removesuffix('s')}" for event in RELAY_EVENTS} <= answered
    assert all(event in " ".join(RELAY_SCOPES.values()) for event in RELAY_EVENTS)


def test_every_method_called_is_covered_by_a_scope_and_no_scope_is_idle() -> None:
    """The sentence beside each scope names the method or event that needs it."""
    called = {
        name.replace("_", ".", 1)
        for module in (messenger, files, people, replies, web, app, doctor)
        for name in re.findall(
            r"\.((?:chat|users|conversations|files|bots)_\w+)\(", Path(str(module.__file__)).read_text()
        )
    }
    covered = " ".join((*SCOPES.values(), *OPTIONAL_SCOPES.values()))
    assert called == {
        "chat.postMessage",
        "chat.postEphemeral",
        "chat.update",
        "chat.delete",
        "users.info",
        "bots.info",
        "conversations.info",
        "conversations.history",
        "conversations.replies",
        "conversations.open",
        "files.getUploadURLExternal",
        "files.completeUploadExternal",
    }
    assert all(method in covered for method in called)
    for scope, why in {**SCOPES, **OPTIONAL_SCOPES}.items():
        used = scope == "commands" or "same" in why or any(method in why for method in (*called, *EVENTS))
        assert used, scope


def test_optional_scopes_stand_among_all_scopes_as_slack_wants_it() -> None:
    scopes = manifest.manifest(Names())["oauth_config"]["scopes"]
    assert set(scopes["bot"]) == {*SCOPES, *OPTIONAL_SCOPES}
    assert set(scopes["bot_optional"]) == set(OPTIONAL_SCOPES)


def test_it_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", "--prefix", "aws-"], {"TUTOR_PUBLIC_URL": "https://t.example/"}) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == manifest.manifest(Names("aws-"), "https://t.example")


@pytest.mark.parametrize(
    ("argument", "env"), [(["--relay"], {}), ([], {"TUTOR_RELAY": "threads"})], ids=["option", "setting"]
)
def test_relaying_is_asked_for_by_an_option_or_the_setting(
    argument: list[str], env: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["manifest", *argument], env) == 0
    assert json.loads(capsys.readouterr().out) == manifest.manifest(Names(), relay=True)


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        (["--url", "http://t.example"], "only https"),
        (["--prefix", "a b"], "prefix"),
        (["--prefix", "é"], "prefix"),
    ],
)
def test_what_slack_would_refuse_is_said(argument: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        main(["manifest", *argument], {})
