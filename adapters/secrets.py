"""Encryption of what platforms trust the tutor with, by the keys in TUTOR_KEY."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import UsageError

_HOW = "make one with: openssl rand -base64 32"
_URL_SAFE = str.maketrans("+/", "-_")


class Vault:
    """Seals texts with the first of several keys; opens what any of them sealed.

    `keys` are 32 bytes in base64 each, separated by commas: the newest first, older ones for as long as
    something sealed by them is left. Raises UsageError for a key that is none.
    """

    def __init__(self, keys: str) -> None:
        found = [key.strip().translate(_URL_SAFE) for key in keys.split(",") if key.strip()]
        if not found:
            raise UsageError(f"TUTOR_KEY is empty; {_HOW}")
        try:
            self._newest, *_ = fernets = [Fernet(key) for key in found]
        except ValueError:
            raise UsageError(f"A key in TUTOR_KEY is not 32 bytes in base64; {_HOW}") from None
        self._all = MultiFernet(fernets)

    def seal(self, text: str) -> bytes:
        """The text, encrypted and signed."""
        return self._all.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """What was sealed. Raises UsageError where no key fits."""
        try:
            return self._all.decrypt(sealed).decode()
        except InvalidToken:
            raise UsageError(
                "A stored token was encrypted with a key that is not in TUTOR_KEY; add the old key behind "
                "the new one, or install the app again."
            ) from None

    def current(self, sealed: bytes) -> bool:
        """Whether the newest key sealed it, so that the older ones are not needed for it."""
        try:
            self._newest.decrypt(sealed)
        except InvalidToken:
            return False
        return True
