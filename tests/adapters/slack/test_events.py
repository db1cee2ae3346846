"""Slack's payloads as events of the tutor. The payloads have the shapes that Slack's documents show."""

from typing import Any

import pytest

from adapters.slack import events
from adapters.slack.ids import Origin, call, called
from adapters.slack.names import Names
from adapters.slack.teams import Team
from bot.errors import UsageError
from bot.events import Account, BoxOpened, ChoiceMade, CommandCalled, HomeOpened, Place, Said, TextAnswered

ADA = Account("slack", "T1", "U1", "", handle="ada")
HERE = Place("slack", "T1", "C1", "general")
POST = "p" * 20
TEAM = Team("T1", "xoxb-1", "UBOT", "BBOT")


def slash(name: str, text: str = "", **more: Any) -> dict[str, Any]:
    return {
        "command": name,
        "text": text,
        "team_id": "T1",
        "channel_id": "C1",
        "channel_name": "general",
        "user_id": "U1",
        "user_name": "ada",
        "trigger_id": "1.2.abc",
        **more,
    }


def press(action: str, value: str = "", **more: Any) -> dict[str, Any]:
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1", "username": "ada", "team_id": "T1"},
        "channel": {"id": "C1", "name": "general"},
        "container": {"type": "message", "is_ephemeral": True},
        "trigger_id": "1.2.abc",
        "actions": [{"action_id": action, "value": value}],
        **more,
    }


def happening(**event: Any) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev1",
        "event_time": 1_700_000_000,
        "event": {"user": "U1", "team": "T1", "channel": "D1", **event},
    }


def test_a_slash_command_is_the_command_of_the_list_with_its_parameters() -> None:
    assert events.command(slash("/quiz", "sqs 3"), "T1", Names()) == CommandCalled(
        "1.2.abc", ADA, HERE, "quiz", {"n": "3", "topic": "sqs"}
    )
    assert events.command(slash("/x-ask", "a &lt; b"), "T1", Names("x-")).args == {"query": "a < b"}


@pytest.mark.parametrize(("name", "text"), [("/nope", ""), ("/quiz", "0"), ("/ask", "")])
def test_words_that_do_not_fit_are_refused(name: str, text: str) -> None:
    with pytest.raises(UsageError):
        events.command(slash(name, text), "T1", Names())


def test_buttons_carry_ids_and_come_back_as_what_they_mean() -> None:
    assert events.pressed(press(f"answer:{POST}:2"), "T1") == ChoiceMade("1.2.abc", ADA, HERE, POST, (2,))
    assert events.pressed(press(f"box:{POST}"), "T1") == BoxOpened("1.2.abc", ADA, HERE, POST)
    value = call("quiz", (("topic", "a&b=c ü"), ("n", "3")))
    assert called(value) == ("quiz", {"topic": "a&b=c ü", "n": "3"})
    assert events.pressed(press("call:0", value), "T1") == CommandCalled(
        "1.2.abc", ADA, HERE, "quiz", {"topic": "a&b=c ü", "n": "3"}
    )
    assert events.pressed(press(f"picks:{POST}:0"), "T1") is None


@pytest.mark.parametrize("value", ["", "quiz", "[]", '["quiz"]', '["quiz", 3]', "null", "{"])
def test_a_value_that_is_none_of_ours_calls_nothing(value: str) -> None:
    assert called(value) == ("", {})


def test_ticked_boxes_of_all_groups_are_handed_in_together() -> None:
    def ticked(*values: str) -> dict[str, Any]:
        return {"selected_options": [{"value": value} for value in values]}

    state = {
        "values": {
            "b1": {f"picks:{POST}:0": ticked("3", "0")},
            "b2": {f"picks:{POST}:10": ticked("11"), "picks:other:0": ticked("5")},
        }
    }
    found = events.pressed(press(f"answer:{POST}", state=state), "T1")
    assert isinstance(found, ChoiceMade) and found.picks == (0, 3, 11)


def test_a_filled_box_is_an_answer_in_the_channel_it_was_opened_from() -> None:
    view = {
        "callback_id": f"answer:{POST}",
        "private_metadata": Origin("C1", "general", "https://respond").dump(),
        "state": {"values": {POST: {"field": {"value": "oolong"}}}},
    }
    body = {
        "type": "view_submission",
        "user": {"id": "U1", "username": "ada"},
        "trigger_id": "t",
        "view": view,
    }
    assert events.submitted(body, "T1") == TextAnswered("t", ADA, HERE, POST, "oolong")


def test_a_filled_form_is_its_command_with_what_was_chosen() -> None:
    view = {
        "callback_id": "form:daily",
        "private_metadata": Origin("C1", "general", args=call("daily", (("action", "set"),))).dump(),
        "state": {
            "values": {
                "time": {"field": {"type": "timepicker", "selected_time": "09:30"}},
                "zone": {"field": {"selected_option": {"value": "Europe/Berlin"}}},
                "days": {"field": {"selected_options": [{"value": "mon"}, {"value": "tue"}]}},
                "topics": {"field": {"value": None}},
            }
        },
    }
    body = {
        "type": "view_submission",
        "user": {"id": "U1", "username": "ada"},
        "trigger_id": "t",
        "view": view,
    }
    assert events.submitted(body, "T1") == CommandCalled(
        "t",
        ADA,
        HERE,
        "daily",
        {"action": "set", "time": "09:30", "zone": "Europe/Berlin", "days": "mon,tue"},
    )


def test_a_line_to_the_tutor_is_said_without_its_mention() -> None:
    asked = happening(type="app_mention", text="<@UBOT> what is the *SQS* retention?", channel="C1")
    found = events.said(asked, TEAM, Names())
    assert isinstance(found, Said) and found.text == "what is the *SQS* retention?"
    assert not found.where.direct and found.delivery == "Ev1"
    direct = events.said(happening(type="message", channel_type="im", text="oolong"), TEAM, Names())
    assert isinstance(direct, Said) and direct.where.direct


@pytest.mark.parametrize("text", [" <@UBOT> ", "help", "<@UBOT> Help", "/help", "/tutor-help"])
def test_a_mention_alone_and_the_word_help_ask_for_help(text: str) -> None:
    asked = events.said(happening(type="app_mention", text=text), TEAM, Names())
    assert isinstance(asked, CommandCalled) and asked.name == "help"


@pytest.mark.parametrize("text", ["/quiz sqs 2", "/study-quiz sqs 2"])
def test_a_command_in_a_line_is_one_by_the_name_of_the_list_and_by_the_one_it_has_here(text: str) -> None:
    typed = events.said(happening(type="message", text=text), TEAM, Names("study-"))
    assert isinstance(typed, CommandCalled) and typed.args == {"topic": "sqs", "n": "2"}


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast"])
def test_words_beside_a_file_or_shown_to_the_channel_too_are_said(subtype: str) -> None:
    shared = happening(type="message", channel_type="im", text="what is this?", subtype=subtype)
    found = events.said(shared, TEAM, Names())
    assert isinstance(found, Said) and found.text == "what is this?"


@pytest.mark.parametrize(
    "event",
    [{"bot_id": "B1"}, {"subtype": "message_changed"}, {"user": ""}, {"user": "USLACKBOT"}],
    ids=["bot", "edit", "nobody", "slackbot"],
)
def test_what_no_person_wrote_is_not_said(event: dict[str, str]) -> None:
    assert events.said(happening(type="message", text="hello", **event), TEAM, Names()) is None


def test_the_same_message_under_another_event_has_the_same_delivery() -> None:
    first = happening(type="message", text="x", client_msg_id="m1")
    again = {**first, "event_id": "Ev2"}
    assert events.delivery(first) == events.delivery(again) == "m1"


def test_without_any_id_the_same_content_has_the_same_delivery() -> None:
    one, other = {"type": "block_actions", "a": 1}, {"type": "block_actions", "a": 2}
    assert events.delivery(one) == events.delivery(dict(one)) != events.delivery(other)
    assert len(events.delivery(one)) <= 128


def test_a_guest_from_elsewhere_is_somebody_else_than_the_member_with_that_id() -> None:
    guest = events.actor(press("call:0", user={"id": "U1", "username": "eve", "team_id": "T9"}), "T1")
    assert guest.id == "T9.U1" and guest.team == "T1" and events.foreign(guest)
    assert not events.foreign(ADA)


def test_within_one_organisation_nobody_is_a_guest() -> None:
    user = {"id": "U1", "username": "ada", "team_id": "T9"}
    assert events.actor(press("call:0", user=user, enterprise={"id": "E1"}), "T1").id == "U1"


def test_the_home_is_a_place_for_each_person() -> None:
    opened = events.opened(happening(type="app_home_opened", tab="home"), "T1")
    assert isinstance(opened, HomeOpened) and opened.where == Place("slack", "T1", "home:U1", direct=True)
    assert events.opened(happening(type="app_home_opened", tab="messages"), "T1") is None


def test_what_a_modal_remembers_stays_within_its_limit() -> None:
    kept = Origin("C1", "general", "https://x" * 1_000)
    assert len(kept.dump()) <= 3_000 and Origin.load(kept.dump()) == Origin("C1")
