"""Schemas as OpenAPI 3.1 has them: the parts of a description of a service."""

from __future__ import annotations

from typing import Any

from cloudgrant.portable.json_schema import definitions

__all__ = ["openapi_components"]


def openapi_components(*classes: type[Any], locale: str = "en") -> dict[str, Any]:
    """The ``components`` of an OpenAPI 3.1 description, for what a service takes and gives.

    Each schema stands under the kind of its class, with those of the records or answers inside it. They
    are those of :func:`~cloudgrant.portable.schema`, for OpenAPI 3.1 takes JSON Schema 2020-12 as it is.

    >>> import cloudgrant as cg
    >>> from cloudgrant import portable
    >>> components = portable.openapi_components(cg.Manufacturer, cg.Order)
    >>> [kind for kind in components["schemas"] if kind in ("manufacturer", "order", "document")]
    ['manufacturer', 'order', 'document']
    """
    return {"schemas": definitions(classes, locale=locale, at="#/components/schemas/")}
