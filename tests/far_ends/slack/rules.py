"""What Slack refuses, and what it would bring to life. Its own SDK's models judge every block and view."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

MESSAGE_BLOCKS, MESSAGE_SIZE, MESSAGE_TEXT = 50, 13_200, 40_000
TEXT_OBJECT = 3_000
LIVE = re.compile(r"<(?:[!@#]|(?:https?|mailto|tel|slack|javascript):)[^>]*>?")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_NAMES = re.compile(r"(?<!\w)[@#]\w+")
_PLAIN_LIMITS = {"button": 75, "checkboxes": 75}
_RICH = {
    "rich_text_section": {"text", "link"},
    "rich_text_list": {"rich_text_section"},
    "rich_text_preformatted": {"text"},
    "rich_text_quote": {"text"},
}


class Refused(Exception):
    """Slack's word for what is wrong."""

    def __init__(self, word: str, why: str = "") -> None:
        super().__init__(f"{word}: {why}")
        self.word = word


def check_message(body: Mapping[str, Any]) -> None:
    """Raise Refused for a message that Slack would not take."""
    blocks, text = body.get("blocks") or [], str(body.get("text") or "")
    if not blocks and not text:
        raise Refused("no_text")
    if len(text) > MESSAGE_TEXT:
        raise Refused("msg_too_long")
    if len(blocks) > MESSAGE_BLOCKS:
        raise Refused("invalid_blocks", f"{len(blocks)} blocks")
    if len(json.dumps(blocks, ensure_ascii=False)) > MESSAGE_SIZE:
        raise Refused("msg_blocks_too_long")
    if any(block["type"] == "input" for block in blocks):
        raise Refused("invalid_blocks", "an input stands in a modal only")
    _check_blocks(blocks)


def check_view(view: Mapping[str, Any]) -> None:
    """Raise Refused for a modal or App Home that Slack would not take."""
    try:
        made = View(**view)
        made.validate_json()
    except (SlackObjectFormationError, TypeError) as error:
        raise Refused("invalid_arguments", str(error)) from error
    if made.type == "modal" and not view.get("title"):
        raise Refused("invalid_arguments", "a modal has a title")
    if any(block["type"] == "input" for block in view["blocks"]) and not view.get("submit"):
        raise Refused("invalid_arguments", "inputs without a submit button")
    _check_blocks(view["blocks"])
    if sum(bool(node.get("focus_on_load")) for node in _nodes(view["blocks"])) > 1:
        raise Refused("invalid_arguments", "two elements have the focus")


def check_errors(view: Mapping[str, Any], errors: Mapping[str, str]) -> None:
    """Raise Refused for errors that stand under no field of a modal."""
    fields = {block.get("block_id") for block in view["blocks"] if block["type"] == "input"}
    if not errors or not set(errors) <= fields or not all(errors.values()):
        raise Refused("invalid_arguments", f"errors of no field: {errors}")


def live(body: Mapping[str, Any]) -> list[str]:
    """Everything in a message or view that Slack would bring to life: mentions, broadcasts, links that are
    called something else than where they lead."""
    found = LIVE.findall(str(body.get("text") or "")) if isinstance(body.get("text"), str) else []
    for node in _nodes(body.get("blocks") or []):
        if node.get("type") == "mrkdwn":
            found += LIVE.findall(node["text"])
        disguised = node.get("type") == "link" and "text" in node
        if disguised or node.get("type") in {"user", "usergroup", "channel", "broadcast", "emoji", "date"}:
            found.append(json.dumps(node))
        if node.get("type") == "plain_text" and node.get("emoji", True):
            found += re.findall(r":[a-z0-9_+-]+:", node["text"])
    return found


def live_names(update: Mapping[str, Any]) -> list[str]:
    """Names that chat.update would link: unlike chat.postMessage, it reads its text as a client does."""
    return [] if update.get("parse") == "none" else _NAMES.findall(str(update.get("text") or ""))


def _check_blocks(blocks: list[dict[str, Any]]) -> None:
    ids = [block["block_id"] for block in blocks if block.get("block_id")]
    if len(ids) != len(set(ids)):
        raise Refused("invalid_blocks", "block_id twice")
    for block in blocks:
        try:
            made = Block.parse(block)
            if made is None:
                raise Refused("invalid_blocks", f"unknown type {block.get('type')}")
            for part in _parts(made):
                part.validate_json()
        except SlackObjectFormationError as error:
            raise Refused("invalid_blocks", str(error)) from error
        if _bare(made.to_dict()) != _bare(block):
            raise Refused("invalid_blocks", f"keys that Slack does not know: {block}")
        _check_block(block)


def _check_block(block: Mapping[str, Any]) -> None:
    actions = [element.get("action_id") for element in block.get("elements") or () if "action_id" in element]
    if len(actions) != len(set(actions)):
        raise Refused("invalid_blocks", "action_id twice in a block")
    for node in _nodes([block]):
        text = node.get("text")
        if node.get("type") in ("plain_text", "mrkdwn") and not 0 < len(str(text)) <= TEXT_OBJECT:
            raise Refused("invalid_blocks", f"a text of {len(str(text))}")
        if node.get("type") == "text" and not text:
            raise Refused("invalid_blocks", "an empty text in rich text")
        if node.get("type") in _PLAIN_LIMITS and len(json.dumps(node.get("options") or [])) > MESSAGE_SIZE:
            raise Refused("invalid_blocks", "options too long")
        if node.get("type") == "checkboxes" and len(node["options"]) > 10:
            raise Refused("invalid_blocks", "more than ten boxes")
        if not _begins_among(node):
            raise Refused("invalid_blocks", "an initial choice that is no option")
        if node.get("type") == "timepicker" and not _TIME.fullmatch(node.get("initial_time", "00:00")):
            raise Refused("invalid_blocks", "no time of day")
        if node.get("type") in _RICH and not node["elements"]:
            raise Refused("invalid_blocks", "empty rich text")
        if {child.get("type") for child in node.get("elements") or ()} - _RICH.get(
            str(node.get("type")), {child.get("type") for child in node.get("elements") or ()}
        ):
            raise Refused("invalid_blocks", f"{node['type']} holds something else")


def _begins_among(element: Mapping[str, Any]) -> bool:
    """Whether what an element begins with is among its own options, where it has some."""
    first = [element.get("initial_option"), *(element.get("initial_options") or ())]
    return "options" not in element or all(option in element["options"] for option in first if option)


def _parts(made: Any) -> Iterator[JsonObject]:
    """A model and all models in it."""
    if isinstance(made, JsonObject):
        yield made
        for value in vars(made).values():
            yield from _parts(value)
    elif isinstance(made, (list, tuple)):
        for value in made:
            yield from _parts(value)


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item)


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(item) for name, item in value.items() if item is not None}
    return [_bare(item) for item in value] if isinstance(value, list) else value
