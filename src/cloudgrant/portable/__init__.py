"""Rules and data for other machines: CEL expressions, a rule book, JSON Schema.

The dialect is the one on which implementations of the Common Expression Language agree: bind ``subject``,
``policy`` and ``on`` as :func:`bindings` gives them; a fact that is absent or null is unknown. Every truth is
two expressions, what is ``surely`` so and what ``possibly`` is, and both always have a value. Dates are ISO
strings, integers 64-bit. What CEL cannot say, as a sum over a list, stands in ``first``: data that a few
lines of any language work out and bind under ``worked``.
"""

from __future__ import annotations

from cloudgrant.portable.binding import bindings
from cloudgrant.portable.book import Expressions, cel, rulebook
from cloudgrant.portable.json_schema import VOCABULARY, schema
from cloudgrant.portable.openapi import openapi_components

__all__ = ["VOCABULARY", "Expressions", "bindings", "cel", "openapi_components", "rulebook", "schema"]
