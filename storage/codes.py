"""Codes that one person reads on one screen and types on another."""

import secrets

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that looks like another
_HALF = 5  # with ten letters a guess is right once in 8e14


def new_code() -> str:
    """A fresh code, such as 7KQ4M-XBR2T."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_HALF)) for _ in range(2))


def normal(typed: str) -> str:
    """A code as it is stored, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter in _LETTERS)
