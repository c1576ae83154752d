"""Digests of bytes: SHA-256 as Python itself has it, for OpenSSL takes longer to load than a page to digest."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def _sha256() -> Callable[[bytes], Any]:
    """Python's own, by the names that it has in different releases; OpenSSL's where it has none."""
    for name in ("_sha2", "_sha256", "hashlib"):
        try:
            found: Callable[[bytes], Any] = import_module(name).sha256
        except (ImportError, AttributeError):
            continue
        return found
    raise AssertionError("hashlib has no SHA-256")


_hashed = _sha256()


def digest(data: bytes) -> str:
    """The SHA-256 of bytes in hexadecimal digits."""
    value: str = _hashed(data).hexdigest()
    return value
