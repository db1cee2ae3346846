"""The app manifest, made from the one list of commands: what the app is called, may do and listens to."""

import argparse
import json
from collections.abc import Mapping, Sequence
from typing import Any

from adapters.relay import read_relay
from adapters.slack.names import Names
from bot.commands import COMMANDS
from bot.errors import UsageError

EVENTS_PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"

# Each scope and what needs it; nothing else is asked for.
SCOPES: Mapping[str, str] = {
    "app_mentions:read": "the event app_mention",
    "channels:read": "conversations.info: who made a public channel, and whether the tutor is in it",
    "chat:write": "chat.postMessage, chat.postEphemeral, chat.update, chat.delete",
    "commands": "slash commands",
    "groups:read": "conversations.info: the same of private channels",
    "im:history": "the event message.im",
    "users:read": "users.info: names, time zones, who is an admin; bots.info: whose app a token is",
}
# Whoever installs the app may leave these out. Without those for history, a post whose outcome is unknown is
# not posted again; without the others, what is to be kept as a file is shown in the answer, as much as fits.
OPTIONAL_SCOPES: Mapping[str, str] = {
    "channels:history": "conversations.history, conversations.replies: whether a lost reply's post arrived",
    "files:write": "files.getUploadURLExternal, files.completeUploadExternal: a copy of one's data as a file",
    "groups:history": "the same in private channels",
    "im:write": "conversations.open: the direct messages into which the file goes",
}
# With TUTOR_RELAY=threads: without these Slack tells nothing of what people write in threads.
RELAY_SCOPES: Mapping[str, str] = {
    "channels:history": "the event message.channels: threads below the daily question",
    "groups:history": "the event message.groups: the same in private channels",
}
# What is asked for; Slack wants the optional ones among the others too.
ASKED = tuple(sorted({**SCOPES, **OPTIONAL_SCOPES, **RELAY_SCOPES}))
EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked")
RELAY_EVENTS = ("message.channels", "message.groups")


def manifest(names: Names, public_url: str = "", *, relay: bool = False) -> dict[str, Any]:
    """The manifest: over HTTP where there is a public address, else for Socket Mode.

    With `relay` the app hears what people write in channels, and the scopes for that may not be left out.
    """
    url = f"{public_url}{EVENTS_PATH}" if public_url else ""
    scopes = {"bot": list(ASKED), "bot_optional": sorted(optional(relay=relay))}
    heard = (*EVENTS, *RELAY_EVENTS) if relay else EVENTS
    redirect = {"redirect_urls": [f"{public_url}{REDIRECT_PATH}"]} if public_url else {}
    return {
        "display_information": {
            "name": "Tutor",
            "description": "Questions from your study notes, judged fairly",
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "tutor", "always_online": True},
            "slash_commands": [
                {
                    "command": names.slash(command.name),
                    "description": command.help,
                    "should_escape": False,
                }
                | _if(hint := command.usage.removeprefix(command.name).strip(), usage_hint=hint)
                | _if(url, url=url)
                for command in COMMANDS
            ],
        },
        "oauth_config": {**redirect, "scopes": scopes},
        "settings": {
            "event_subscriptions": {"bot_events": list(heard)} | _if(url, request_url=url),
            "interactivity": {"is_enabled": True} | _if(url, request_url=url, message_menu_options_url=url),
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }


def needed(*, relay: bool) -> Mapping[str, str]:
    """The scopes without which the app does not work, each with what needs it."""
    return {**SCOPES, **RELAY_SCOPES} if relay else SCOPES


def optional(*, relay: bool) -> Mapping[str, str]:
    """The scopes that may be left out."""
    return {scope: why for scope, why in OPTIONAL_SCOPES.items() if scope not in needed(relay=relay)}


def main(argv: Sequence[str], env: Mapping[str, str]) -> int:
    """`exam-tutor slack manifest`: print the manifest, for Slack's "create an app from a manifest"."""
    parser = argparse.ArgumentParser(prog="exam-tutor slack", description="Set the tutor up in Slack.")
    commands = parser.add_subparsers(dest="what", required=True)
    printing = commands.add_parser("manifest", help="print the app manifest")
    printing.add_argument(
        "--url",
        default=env.get("TUTOR_PUBLIC_URL", ""),
        help="where Slack reaches this server over HTTPS; without it the app uses Socket Mode",
    )
    printing.add_argument(
        "--prefix",
        default=env.get("SLACK_COMMAND_PREFIX", ""),
        help="put before every command, where names are taken in the workspace",
    )
    printing.add_argument(
        "--relay",
        action="store_true",
        default=read_relay(env),
        help="hear what people write in channels, to pass threads on to the other platform",
    )
    options = parser.parse_args(argv)
    url, prefix = options.url.strip().rstrip("/"), options.prefix.strip().strip("/").lower()
    if url and not url.startswith("https://"):
        raise UsageError(f"Slack calls only https addresses, not {url[:60]}.")
    made = manifest(Names(prefix), url, relay=options.relay)
    print(json.dumps(made, indent=2, ensure_ascii=False))  # noqa: T201  # a command
    return 0


def _if(condition: str, **values: str) -> dict[str, str]:
    return values if condition else {}
