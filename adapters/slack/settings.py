"""Slack's settings, from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from adapters.relay import read_relay
from adapters.slack.names import Names
from bot.errors import UsageError

API_URL = "https://slack.com/api/"
_KINDS = {
    "xoxe.xoxb-": (
        "a bot token that ends after hours, because token rotation is switched on: only OAuth renews it",
        "",
    ),
    "xoxb-": ("a bot token", "SLACK_BOT_TOKEN"),
    "xapp-": ("an app-level token", "SLACK_APP_TOKEN"),
    "xoxp-": ("a user token", ""),
    "xoxe": ("a configuration or refresh token", ""),
}
_GUIDE = "docs/slack.md shows where to find it"


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """How the tutor reaches Slack. Secrets do not show when this is printed.

    With `app_token` it listens over Socket Mode, else over HTTP; with `client_id` it serves any number of
    workspaces by OAuth, else the one of `bot_token`.
    """

    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    bot_token: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    keys: str = field(default="", repr=False)
    api_url: str = API_URL
    public_url: str = ""
    names: Names = field(default_factory=Names)
    managers: frozenset[str] = frozenset()
    relay: bool = False  # whether it listens to what people write in threads

    @property
    def socket_mode(self) -> bool:
        """Whether the tutor calls Slack, so that it needs no public address."""
        return bool(self.app_token)

    @property
    def oauth(self) -> bool:
        """Whether workspaces install the app themselves."""
        return bool(self.client_id)


def read(env: Mapping[str, str]) -> SlackSettings | None:
    """The settings, or None where nothing of Slack is set. Raises UsageError for what cannot work."""
    settings = SlackSettings(
        app_token=_of(env, "SLACK_APP_TOKEN"),
        signing_secret=_of(env, "SLACK_SIGNING_SECRET"),
        bot_token=_of(env, "SLACK_BOT_TOKEN"),
        client_id=_of(env, "SLACK_CLIENT_ID"),
        client_secret=_of(env, "SLACK_CLIENT_SECRET"),
        keys=_of(env, "TUTOR_KEY"),
        api_url=_of(env, "SLACK_API_URL") or API_URL,
        public_url=_of(env, "TUTOR_PUBLIC_URL").rstrip("/"),
        names=Names(_of(env, "SLACK_COMMAND_PREFIX").strip("/").lower()),
        managers=frozenset(_of(env, "SLACK_MANAGERS").replace(",", " ").split()),
        relay=read_relay(env),
    )
    if not (settings.app_token or settings.signing_secret or settings.bot_token or settings.client_id):
        return None
    _check(settings)
    return settings


def _of(env: Mapping[str, str], name: str) -> str:
    return env.get(name, "").strip()


def _check(settings: SlackSettings) -> None:
    _kind("SLACK_APP_TOKEN", settings.app_token, "xapp-")
    _kind("SLACK_BOT_TOKEN", settings.bot_token, "xoxb-")
    if not settings.app_token and not settings.signing_secret:
        raise UsageError(
            f"Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP); {_GUIDE}."
        )
    if bool(settings.client_id) != bool(settings.client_secret):
        raise UsageError(f"SLACK_CLIENT_ID and SLACK_CLIENT_SECRET belong together; {_GUIDE}.")
    if settings.oauth and not settings.keys:
        raise UsageError(
            "OAuth needs TUTOR_KEY, which encrypts tokens; make one with: openssl rand -base64 32"
        )
    if not settings.oauth and not settings.bot_token:
        raise UsageError(f"Slack needs SLACK_BOT_TOKEN, or SLACK_CLIENT_ID and …_SECRET for OAuth; {_GUIDE}.")


def _kind(name: str, token: str, wanted: str) -> None:
    """Refuse a token of another kind, without showing it."""
    if not token or token.startswith(wanted):
        return
    what, belongs = next(
        (found for kind, found in _KINDS.items() if token.startswith(kind)), ("no token", "")
    )
    hint = f", which belongs in {belongs}" if belongs else ""
    raise UsageError(f"{name} must begin with {wanted}; what is set is {what}{hint}; {_GUIDE}.")
