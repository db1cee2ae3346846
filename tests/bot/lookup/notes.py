"""Notes of a bakery, small enough to know by heart, and an index over them."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.lookup import Answer, Index
from bot.notes import Pack, load
from bot.text.glossary import Glossary, Term

NOTES = """\
# Bakery handbook

## Ovens

### Deck oven (DO)

* heats from below and above
* default baking time: 35 minutes
* holds up to 12 loaves
* warm-up takes 2 hours
* no steam

### Convection oven

* default baking time: 25 minutes
* steam injection
  * opens for 10 seconds
  * automatic
* deprecated, replaced by the rotary oven
* scorched crust: lower the fan speed

### Rotary oven - turns the trays while baking

## Doughs

* Long Fermentation Dough (LFD)
  * rests 48 hours
    * earlier: rests 24 hours (until 2020)
  * needs no improver
* pre-dough types
  * poolish
  * biga
  * sponge
* sourdough: keeps for 7 days in the fridge
* maximum weight of a piece: 2 kg
* ryhe flour absorbs more water

## Labels

* print the labels of the day
```
labelctl print --today
labelctl purge
```
* LabelPrinter is cleaned on Mondays
* paper rolls
* but never the glossy ones

## Prices

| product | price | since |
|---|---|---|
| bun | 0.80 € | 2024 |
| large loaf | 4.20 € | 2025 |
"""

GLOSSARY = Glossary(
    (Term("Rotary Oven", ("RO",), ("carousel oven",)), Term("Point of Sale", ("POS", "till")))
)


def packed(text: str, name: str = "bakery") -> Pack:
    """The pack of one file of notes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.md"
        path.write_text(text, "utf-8")
        return load(path)


@cache
def pack() -> Pack:
    """The bakery's notes."""
    return packed(NOTES)


@cache
def index() -> Index:
    """An index over them."""
    return Index.build([pack()], GLOSSARY)


def line(part: str) -> int:
    """The 1-based line of the notes that holds a text."""
    return next(number for number, text in enumerate(NOTES.split("\n"), 1) if part in text)


def first(answer: Answer) -> str:
    """The text of the best hit."""
    return answer.hits[0].fact.text


def best(query: str) -> str:
    """The text of the best hit for a query."""
    return first(index().search(query))
