"""Answers as data: what the library returns as plain dictionaries, and the JSON Schema of each kind.

Each kind of answer is declared once, as a :class:`~cloudgrant.values.shapes.Shape`, in the rooms here or in
the ``answers`` of its programme; dump and schema are both made from that.

>>> from cloudgrant.data.answers import answer_kinds, answer_schema
>>> "finding" in answer_kinds(), answer_schema("offset")["$ref"]
(True, '#/$defs/offset')
"""

from cloudgrant.data.answers.schemas import answer_kinds, answer_schema, answer_schemas

__all__ = ["answer_kinds", "answer_schema", "answer_schemas"]
