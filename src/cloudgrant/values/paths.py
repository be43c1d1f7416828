"""Where in a subject something stands: one type for problems, findings, missing facts and remedies."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Item", "Path"]


class Item(int):
    """The place of a list item: its index, and the stable key that survives a reordering.

    >>> Item(2, "ubn=12345675")
    Item(2, 'ubn=12345675')
    """

    key: str

    def __new__(cls, index: int, key: str = "") -> Item:
        item = super().__new__(cls, index)
        item.key = key
        return item

    def __repr__(self) -> str:
        return f"Item({int(self)}, {self.key!r})" if self.key else f"Item({int(self)})"


class Path(tuple[str | int, ...]):
    """The steps from a subject to one of its facts: names, and indices into lists.

    ``pointer`` is the JSON pointer (RFC 6901), by index; ``key`` names list items by their stable
    key where they have one. Two paths are equal when their steps are, whatever the keys.

    >>> path = Path(["members", Item(0, "ubn=12345675"), "paid_in_capital"])
    >>> path.pointer, path.key
    ('/members/0/paid_in_capital', 'members[ubn=12345675].paid_in_capital')
    >>> Path().pointer
    ''
    """

    __slots__ = ()

    def __new__(cls, steps: Iterable[str | int] = ()) -> Path:
        return super().__new__(cls, steps)

    @property
    def pointer(self) -> str:
        """The JSON pointer, by index; the empty string names the whole subject."""
        return "".join(
            "/" + (step.replace("~", "~0").replace("/", "~1") if isinstance(step, str) else str(int(step)))
            for step in self
        )

    @property
    def key(self) -> str:
        """The path for people and for stores: dotted, list items by their stable key."""
        text = ""
        for step in self:
            if isinstance(step, str):
                text += f".{step}" if text else step
            else:
                text += f"[{getattr(step, 'key', '') or int(step)}]"
        return text

    def below(self, *prefix: str | int) -> Path:
        """The same place seen from further out: ``prefix`` first, then these steps."""
        return Path((*prefix, *self))

    def child(self, *steps: str | int) -> Path:
        """A place inside this one."""
        return Path((*self, *steps))

    def __repr__(self) -> str:
        return f"Path({self.key!r})"

    def __str__(self) -> str:
        return self.key
