"""`pack.toml`, or the front matter of a single file: title, exam, domains, glossary, sibling sets."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.errors import PackError
from bot.notes.model import Domain
from bot.text.glossary import NO_GLOSSARY, Glossary, Term

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)^\1[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_TOML_LINE = re.compile(r"^(?:title|exam)[ \t]*=|^\[{1,2}(?:domains|glossary|siblings)\b", re.MULTILINE)
_YAML_LINE = re.compile(r"([A-Za-z][\w-]+)[ \t]*:(?:[ \t]+(.*?))?[ \t]*")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack says about itself."""

    title: str = ""
    exam: str = ""
    domains: tuple[Domain, ...] = ()
    glossary: Glossary = NO_GLOSSARY

    def __or__(self, other: "Manifest") -> "Manifest":
        """Both; what `other` says about title, exam and domains counts more."""
        return Manifest(
            other.title or self.title,
            other.exam or self.exam,
            other.domains or self.domains,
            self.glossary + other.glossary,
        )


def parse_manifest(text: str, file: str) -> Manifest:
    """A `pack.toml`. Raises PackError saying what is wrong and where."""
    try:
        return _manifest(tomllib.loads(text), file)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{file} is not valid TOML: {error}.") from error


def front_matter(text: str, file: str) -> tuple[Manifest, int]:
    """The front matter of a file and how many lines it takes; TOML, or simple `key: value` lines.

    Raises PackError for what is meant as TOML and is none.
    """
    found = _FRONT_MATTER.match(text)
    if not found:
        return Manifest(), 0
    lines = found[0].count("\n") + (not found[0].endswith("\n"))
    try:
        return _manifest(tomllib.loads(found[2]), file), lines
    except tomllib.TOMLDecodeError as error:
        plain = _key_values(found[2])
        if not plain and (found[1] == "+++" or _TOML_LINE.search(found[2])):
            raise PackError(f"{file}: the front matter is not valid TOML: {error}.") from error
        return Manifest(title=plain.get("title", ""), exam=plain.get("exam", "")), lines if plain else 0


def _key_values(block: str) -> dict[str, str]:
    """The `key: value` lines of a block in which nothing else stands at the margin; else nothing."""
    values: dict[str, str] = {}
    for line in block.split("\n"):
        pair = _YAML_LINE.fullmatch(line)
        if pair:
            values[pair[1].lower()] = (pair[2] or "").strip("\"'")
        elif line[:1] not in ("", " ", "\t", "#", "-") or not values:
            return {}
    return values


def _manifest(data: Mapping[str, Any], file: str) -> Manifest:
    domains = _table(data, "domains", file)
    return Manifest(
        title=_string(data, "title", file),
        exam=_string(data, "exam", file),
        domains=tuple(_domain(key, value, file) for key, value in domains.items()),
        glossary=Glossary(
            tuple(_term(entry, file) for entry in _list(data, "glossary", file)),
            tuple(_strings(entry, "names", file) for entry in _list(data, "siblings", file)),
        ),
    )


def _domain(key: str, value: Any, file: str) -> Domain:
    if not isinstance(value, Mapping):
        raise PackError(f'{file}: domain {key} must be a table such as {{title = "…", weight = 30}}.')
    weight = value.get("weight", 0)
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= 100:
        raise PackError(f"{file}: the weight of domain {key} must be a number from 0 to 100.")
    return Domain(key, _string(value, "title", file) or key, float(weight))


def _term(entry: Mapping[str, Any], file: str) -> Term:
    name = _string(entry, "term", file)
    if not name:
        raise PackError(f'{file}: each [[glossary]] entry needs term = "…".')
    return Term(name, _strings(entry, "short", file), _strings(entry, "also", file))


def _string(data: Mapping[str, Any], key: str, file: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise PackError(f'{file}: {key} must be a text in quotes, such as {key} = "…".')
    return value.strip()


def _strings(data: Mapping[str, Any], key: str, file: str) -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise PackError(f'{file}: {key} must be a list of texts, such as {key} = ["…", "…"].')
    return tuple(item.strip() for item in value)


def _table(data: Mapping[str, Any], key: str, file: str) -> Mapping[str, Any]:
    value = data.get(key, {})
    if not isinstance(value, Mapping):
        raise PackError(f"{file}: [{key}] must be a table.")
    return value


def _list(data: Mapping[str, Any], key: str, file: str) -> list[Mapping[str, Any]]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise PackError(f"{file}: write each entry of {key} under a line [[{key}]].")
    return value
