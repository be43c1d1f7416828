"""Ids made of names: UUIDs of version 5 (RFC 9562), without the module that can make them by chance."""

from __future__ import annotations

import re
from hashlib import sha1

__all__ = ["is_uuid", "name_based_id"]

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_VERSION, _VARIANT = 0x50, 0x80


def is_uuid(value: object) -> bool:
    """Whether a value is the text of a UUID.

    >>> is_uuid("d01c8bfa-30d3-588f-a5cd-99739ec0cdc6"), is_uuid("d01c8bfa")
    (True, False)
    """
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def name_based_id(namespace: str, name: str) -> str:
    """The UUID of a name within a namespace, itself a UUID: the same names have the same id anywhere.

    >>> name_based_id("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "python.org")
    '886313e1-3b8a-5372-9b90-0c9aee199e5d'
    """
    hashed = sha1(bytes.fromhex(namespace.replace("-", "")) + name.encode(), usedforsecurity=False).digest()
    made = bytearray(hashed[:16])
    made[6] = made[6] & 0x0F | _VERSION
    made[8] = made[8] & 0x3F | _VARIANT
    text = made.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
