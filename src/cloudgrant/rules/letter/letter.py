"""A letter: what was decided, to whom, by whom and on which day, in words that stay as they were sent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

import attrs

from cloudgrant.rules.deciding.results import Outcome
from cloudgrant.rules.letter.html import as_fragment, as_page
from cloudgrant.rules.letter.markdown import as_markdown
from cloudgrant.rules.letter.plain import as_plain
from cloudgrant.rules.letter.structured_text import StructuredText
from cloudgrant.rules.records.fact_info import facts, given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.in_schema import in_schema
from cloudgrant.values.locales import candidates
from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Letter"]

_RULE = "─" * 24
_DIGEST: Final = re.compile("sha256:[0-9a-f]{64}")
_NO_DIGEST = Text(
    "letter.digest",
    zh="應為收據摘要（sha256: 及 64 位十六進位數字），卻是 {given}",
    en="must be the digest of a receipt (sha256: and 64 hexadecimal digits), not {given}",
)


@in_schema(pattern="^sha256:[0-9a-f]{64}$", maxLength=71)
def _digest_problem(text: str) -> Problem | None:
    if _DIGEST.fullmatch(text):
        return None
    return Problem.at((), "letter.digest", _NO_DIGEST, given=shown(text))


@attrs.frozen(kw_only=True)
class Letter(Record):
    """A decision as it is told to whom it concerns: :meth:`Assessment.letter` writes it.

    ``to`` is whom it goes to, by name, with the unified business number ``ubn``; ``case`` the case reference,
    ``issued`` the day, ``by`` who issues it. ``programme``, ``stage``, ``on`` and ``outcome`` are those of
    the decision, ``edition``, ``notice`` and ``noticed_on`` the text applied and the document that it is read
    from. ``due`` is the last day for mending what a notice asks for: :meth:`Assessment.notice` writes one.
    ``receipt`` is the digest of the decision's receipt. ``texts`` are its words, one for each language.

    ``str()`` is plain text. All words are kept, with what they are: what :func:`cloudgrant.dump` stores and
    :func:`cloudgrant.load` brings back reads the same in every form, whatever the rules say by then.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> firm = cg.Manufacturer(ubn="12345675", name="示範精密", paid_in_capital=1, factory="none",
    ...                        points_last_used_in=0)
    >>> letter = cg.points.assess(firm, on=date(2022, 5, 2)).letter(
    ...     case="點數字第111001號", issued=date(2022, 5, 9), by="補助計畫辦公室", locale="en")
    >>> letter.to, letter.outcome, letter.locales
    ('示範精密', 'ineligible', ('en',))
    >>> print(str(letter).splitlines()[0])
    Notice of decision: not eligible
    >>> cg.load(cg.Letter, cg.dump(letter)) == letter
    True
    """

    to: str = given(zh="受文者", en="To")
    ubn: Fact[str] = given(zh="統一編號", en="Unified business number")
    case: str = given(zh="案號", en="Case reference")
    issued: date = given(zh="發文日期", en="Day of issue")
    by: str = given(zh="發文機關", en="Issued by")
    programme: str = given(zh="計畫", en="Programme")
    stage: str = given(zh="階段", en="Stage")
    on: Fact[date] = given(zh="申請日期", en="Date of filing")
    outcome: Literal["eligible", "ineligible", "undetermined"] = given(zh="結果", en="Outcome")
    edition: Fact[str] = given(zh="適用版本", en="Edition applied")
    notice: Fact[str] = given(zh="公告", en="Notice")
    noticed_on: Fact[date] = given(zh="公告日", en="Day of the notice")
    due: Fact[date] = given(zh="補正期限", en="To be mended by")
    receipt: Fact[str] = given(zh="審查紀錄摘要", en="Digest of the receipt", check=_digest_problem)
    texts: tuple[StructuredText, ...] = given(most_items=20, zh="文字", en="Texts")

    def incoherent(self) -> Iterable[Problem]:
        on = self.on
        if on is not UNKNOWN and self.issued < on:
            start, end = (facts(Letter)[name].label for name in ("on", "issued"))
            yield Problem.at(["issued"], "order", start=start, from_=on, end=end, to=self.issued)
        if self.due is not UNKNOWN and self.due < self.issued:
            start, end = (facts(Letter)[name].label for name in ("issued", "due"))
            yield Problem.at(["due"], "order", start=start, from_=self.issued, end=end, to=self.due)
        if not self.texts:
            yield Problem.at(["texts"], "empty")
        seen: set[str] = set()
        for index, text in enumerate(self.texts):
            if text.lang in seen:
                yield Problem.at(["texts", index], "duplicate", given=text.lang)
            seen.add(text.lang)

    @property
    def short_receipt(self) -> str:
        """The first twelve digits of the receipt's digest, to be read out; empty where there is none."""
        return "" if self.receipt is UNKNOWN else self.receipt.rpartition(":")[2][:12]

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages in which it was written, in their order."""
        return tuple(text.lang.replace("-", "_") for text in self.texts)

    def decided(self) -> Outcome:
        """The outcome as a member of :class:`~cloudgrant.rules.deciding.results.Outcome`."""
        return Outcome(self.outcome)

    def in_(self, locale: str) -> Letter:
        """The letter in one of its languages; raises ``KeyError`` where it was not written in it."""
        for wanted in candidates(locale):
            for text in self.texts:
                if wanted in candidates(text.lang):
                    return attrs.evolve(self, texts=(text,))
        raise KeyError(f"the letter was not written in {locale!r}, only in {list(self.locales)}")

    def __str__(self) -> str:
        return f"\n\n{_RULE}\n\n".join(map(as_plain, self.texts))

    def as_markdown(self, *, level: int = 1) -> str:
        """The letter in Markdown; nothing that came with the data is markup in it.

        ``level`` is that of its title among the headings around it.
        """
        return "\n---\n\n".join(as_markdown(text, level) for text in self.texts)

    def as_html(self, *, page: bool = False, level: int = 1) -> str:
        """The letter in HTML: ``<article>`` elements, or a whole ``page`` with its style, ready to print.

        ``level`` is that of its title among the headings around it (of a page it is 1). Style an article
        with :meth:`stylesheet`, or with your own: its classes begin with ``cg-``.
        """
        if not page:
            return "".join(as_fragment(text, level) for text in self.texts)
        return as_page(self.texts, self.stylesheet())

    @staticmethod
    def stylesheet() -> str:
        """The text of the stylesheet that a page bears, to be served as a file and linked."""
        from cloudgrant.rules.letter.stylesheet import STYLESHEET

        return STYLESHEET

    def _repr_html_(self) -> str:
        return self.as_html(level=3)
