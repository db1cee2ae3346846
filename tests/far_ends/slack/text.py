"""Blocks as the words that a person sees."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def lines(blocks: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What is shown, a line each; what can be pressed stands in brackets."""
    for block in blocks:
        yield from _block(block)


def _block(block: Mapping[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield f"**{block['text']['text']}**"
        case "divider":
            yield "---"
        case "context":
            yield from (f"_{element['text']}_" for element in block["elements"])
        case "actions":
            yield "   ".join(_element(element) for element in block["elements"])
        case "input":
            yield f"{block['label']['text']}: {_element(block['element'])}"
        case "rich_text":
            for element in block["elements"]:
                yield from _rich(element)
        case other:
            raise AssertionError(f"nobody sees {other} yet")


def _rich(element: Mapping[str, Any]) -> Iterator[str]:
    if element["type"] == "rich_text_list":
        for item in element["elements"]:
            yield "  " * element["indent"] + "• " + "".join(_words(item))
    else:
        yield from "".join(_words(element)).splitlines()


def _words(element: Mapping[str, Any]) -> Iterator[str]:
    for piece in element["elements"]:
        style, text = piece.get("style") or {}, piece["url"] if piece["type"] == "link" else piece["text"]
        yield f"`{text}`" if style.get("code") else f"**{text}**" if style.get("bold") else text


def _element(element: Mapping[str, Any]) -> str:
    match element["type"]:
        case "button":
            return f"[{element['text']['text']}]"
        case "checkboxes":
            return "   ".join(f"☐ {option['text']['text']}" for option in element["options"])
        case "plain_text_input":
            return f"[____{element.get('initial_value', '')}]"
        case "timepicker":
            return f"[{element.get('initial_time', '--:--')} ⌄]"
        case "external_select" | "static_select":
            return f"[{(element.get('initial_option') or {}).get('value', '')} ⌄]"
        case "multi_static_select":
            return f"[{', '.join(o['value'] for o in element.get('initial_options') or ())} ⌄]"
        case other:
            raise AssertionError(f"nobody sees {other} yet")
