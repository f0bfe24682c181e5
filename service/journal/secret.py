"""Tokens and codes: made from the system's randomness, stored as hashes."""

import hashlib
import re
import secrets

_TOKEN_BYTES = 32
_CODE_DIGITS = 8
_BETWEEN = re.compile(r"[\s-]")
_CODE = re.compile(rf"[0-9]{{{_CODE_DIGITS}}}")


def fresh_token() -> str:
    """Return 256 random bits as text that fits into a link."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def fresh_code() -> str:
    """Return eight random digits."""
    return f"{secrets.randbelow(10**_CODE_DIGITS):0{_CODE_DIGITS}}"


def code_in(typed: str) -> str | None:
    """Return the code that a person typed («1234 5678», «1234-5678»); ``None`` when it is a token."""
    digits = _BETWEEN.sub("", typed)
    return digits if _CODE.fullmatch(digits) else None


def digest(secret: str) -> str:
    """Return the SHA-256 of a secret: no salt, since it is looked up by it and 256 random bits are in no dictionary."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()
