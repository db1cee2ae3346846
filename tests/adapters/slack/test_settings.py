"""Settings say how Slack is reached, and what is wrong with them, without showing a secret."""

import pytest

from adapters.slack.settings import API_URL, read
from bot.errors import UsageError

BOT, APP, SECRET = "xoxb-1-canary", "xapp-1-canary", "0123canary"


def test_nothing_set_is_no_slack() -> None:
    assert read({}) is None and read({"SLACK_API_URL": "http://x/", "TUTOR_KEY": "k"}) is None


def test_the_way_is_chosen_by_what_is_set() -> None:
    by_socket = read({"SLACK_APP_TOKEN": APP, "SLACK_SIGNING_SECRET": SECRET, "SLACK_BOT_TOKEN": BOT})
    over_http = read({"SLACK_SIGNING_SECRET": SECRET, "SLACK_BOT_TOKEN": BOT})
    oauth = read(
        {
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_CLIENT_ID": "1.2",
            "SLACK_CLIENT_SECRET": "s",
            "TUTOR_KEY": "k",
            "SLACK_MANAGERS": "U1, U2",
            "SLACK_COMMAND_PREFIX": "/AWS-",
        }
    )
    assert by_socket and by_socket.socket_mode and not by_socket.oauth
    assert over_http and not over_http.socket_mode and over_http.api_url == API_URL
    assert oauth and oauth.oauth and oauth.managers == {"U1", "U2"} and oauth.names.prefix == "aws-"


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"SLACK_BOT_TOKEN": BOT}, "SLACK_APP_TOKEN .* or SLACK_SIGNING_SECRET"),
        ({"SLACK_SIGNING_SECRET": SECRET}, "needs SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": APP, "SLACK_SIGNING_SECRET": SECRET}, "app-level token.*in SLACK_APP_TOKEN"),
        (
            {"SLACK_BOT_TOKEN": "xoxp-1-canary", "SLACK_SIGNING_SECRET": SECRET},
            "must begin with xoxb-.*user token",
        ),
        (
            {"SLACK_BOT_TOKEN": "xoxe.xoxb-1-canary", "SLACK_SIGNING_SECRET": SECRET},
            "token rotation is switched on: only OAuth renews it",
        ),
        ({"SLACK_BOT_TOKEN": "canary", "SLACK_SIGNING_SECRET": SECRET}, "what is set is no token"),
        ({"SLACK_APP_TOKEN": BOT, "SLACK_BOT_TOKEN": BOT}, "SLACK_APP_TOKEN must begin with xapp-"),
        ({"SLACK_SIGNING_SECRET": SECRET, "SLACK_CLIENT_ID": "1.2"}, "belong together"),
        ({"SLACK_APP_TOKEN": APP, "SLACK_BOT_TOKEN": BOT, "SLACK_COMMAND_PREFIX": "a b"}, "prefix"),
        (
            {"SLACK_SIGNING_SECRET": SECRET, "SLACK_CLIENT_ID": "1", "SLACK_CLIENT_SECRET": "canary"},
            "OAuth needs TUTOR_KEY",
        ),
        ({"SLACK_APP_TOKEN": APP, "SLACK_BOT_TOKEN": BOT, "TUTOR_RELAY": "all"}, "TUTOR_RELAY .* threads"),
    ],
)
def test_what_cannot_work_is_one_sentence_that_names_the_setting(env: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        read(env)
    assert "canary" not in str(raised.value)


def test_settings_do_not_show_their_secrets_when_printed() -> None:
    shown = repr(read({"SLACK_APP_TOKEN": APP, "SLACK_SIGNING_SECRET": SECRET, "SLACK_BOT_TOKEN": BOT}))
    assert "canary" not in shown
