"""How a programme looks at a firm by itself, before there is a proposal, a solution or a purchase."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from cloudgrant.firms.company import Company
from cloudgrant.rules.law.edition import Edition
from cloudgrant.rules.programme import Programme
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text

__all__ = ["FirmView"]

_ON = Path(["on"])


_IN_A_ROLE = Text("firm_view.in_a_role", zh="{title}（{role}）", en="{title} ({role})")


def _itself(firm: Company) -> Any:
    return firm


@attrs.frozen
class FirmView:
    """One role that a firm can have in a programme, and how the programme judges it in that role.

    ``programme`` holds the rules about the firm. Where its subject is not the firm itself, ``of``
    makes one that has the firm at the path ``at`` and nothing else known. ``role`` names the role
    where a programme has several.

    A programme about more than a firm gives its views by a programme of those of its rules that are
    about the firm, and names them ``FIRM_VIEWS`` in the module that is its home.

    >>> import cloudgrant as cg
    >>> FirmView(cg.points).name, FirmView(cg.points).title["en"]
    ('points', 'Digital points of the Industry Hall')
    """

    programme: Programme[Any, Any]
    role: Text = attrs.field(kw_only=True, factory=Text)
    of: Callable[[Company], Any] = attrs.field(kw_only=True, default=_itself)
    at: tuple[str | int, ...] = attrs.field(kw_only=True, default=())

    @property
    def name(self) -> str:
        """The name of the programme of its rules: one name, one view."""
        return self.programme.name

    @property
    def title(self) -> Text:
        """The programme's title, with the role where there is one."""
        title = self.programme.title
        if not self.role:
            return title
        return _IN_A_ROLE.filled_with({"title": title, "role": self.role}, languages=title)

    def with_editions(self, *later: Edition[Any]) -> FirmView:
        """The same view under further editions; see :meth:`~cloudgrant.rules.programme.Programme.with_editions`."""
        return attrs.evolve(self, programme=self.programme.with_editions(*later))

    def of_firm(self, path: Path) -> Path | None:
        """A place in the subject as a place in the firm; ``None`` where it is none of the firm's.

        The date of filing, ``on``, is taken for a fact of the firm's: the applicant says it too.
        """
        if path == _ON:
            return _ON
        depth = len(self.at)
        return Path(path[depth:]) if path[:depth] == self.at and len(path) > depth else None
