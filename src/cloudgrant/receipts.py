"""Receipts held against what is there now: would the decision rest on the same today?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, cast

import attrs

from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.programmes.catalogue import programme as programme_of
from cloudgrant.rules.law.edition import Edition, NoEdition, chain
from cloudgrant.rules.law.policies import differences
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.receipt import Receipt, award_digest, opaque_read
from cloudgrant.rules.records.digests import SCHEMA, canonical_input, input_digest, plain, policy_digest
from cloudgrant.rules.records.opaque_values import opaque_values
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.rules.writing.implication_digests import implication_digests
from cloudgrant.rules.writing.spelling import FORM, rule_digest
from cloudgrant.values.canonical import canonical, digest
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.separators import AND, COLON, THEN
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Difference", "Verification", "verify"]

_SAME = Text("receipts.same", zh="與當時相同", en="the same as it was")


@attrs.frozen
class Difference:
    """One thing on which a decision rested and that is different now, or that cannot be compared.

    ``names`` gives the ids of the rules, or the names of the policy values; of the input only a digest is
    kept, so it has no names. ``form`` says that the receipt is of another version of the form than today's,
    and names both: whether the rules are as they were cannot be told from it. ``implication`` names the codes
    of what follows from what otherwise than then; without names, the receipt does not say what followed from
    what, and it cannot be told. ``opaque`` names the opaque facts that come to something else of the same
    input: the Python behind them has changed. ``edition`` says that the programme has no edition of the name
    that was applied: unless it has one of the same numbers and from the same document under another name,
    nothing else can be compared. Nor can it where ``published`` names the one that applies by now, nothing
    having been published then. ``day`` names the edition that an application of that day goes by now, where
    it is not the one that was applied. ``notice`` names the document that was read then.
    """

    because: Literal[
        "input",
        "edition",
        "day",
        "published",
        "notice",
        "policy",
        "rule",
        "award",
        "form",
        "implication",
        "opaque",
    ]
    names: tuple[str, ...] = ()

    def message(self, locale: str = "en") -> str:
        """The difference in words."""
        if self.because == "form":
            return _TEXTS["form"].filled(locale, lambda place: self.names[int(place)])
        if self.because == "implication" and not self.names:
            return _UNTOLD.in_(locale)
        names = AND.in_(locale).join(self.names)
        text = _TEXTS[self.because].in_(locale)
        return f"{text}{COLON.in_(locale)}{names}" if names else text


_TEXTS = sentences("receipts", {
    "input": Text(zh="申請資料不同", en="the input differs"),
    "edition": Text(zh="查無當時適用之版本", en="the edition applied is not known here"),
    "day": Text(zh="該日現適用另一版本", en="another edition applies on that day now"),
    "published": Text(zh="當時尚未公布，現已公布", en="not published then, and published by now"),
    "notice": Text(zh="該版本現依他件公告", en="the edition is read from another notice now, not from"),
    "policy": Text(zh="政策不同", en="the policy differs"),
    "rule": Text(zh="規則不同", en="the rules differ"),
    "award": Text(zh="核給計算不同", en="what is granted is worked out differently"),
    "implication": Text(zh="事實間的推論不同", en="what follows from what differs"),
    "opaque": Text(zh="不透明事實之計算不同", en="opaque facts are worked out differently"),
    "form": Text(
        zh="收據格式為第 {0} 版，與現行第 {1} 版不同，無從比對規則",
        en="the receipt has format version {0}, but the current version is {1}: its rules cannot be compared",
    ),
})  # fmt: skip

_UNTOLD = Text(
    "receipts.untold",
    zh="收據未載明事實間的推論，無從比對",
    en="the receipt does not say what followed from what: it cannot be compared",
)


@attrs.frozen
class Verification:
    """Whether a decision would rest on the same today, and where it would not."""

    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """Whether everything that the decision rested on is as it was."""
        return not self.differences

    def message(self, locale: str = "en") -> str:
        """The answer in words."""
        if self.same:
            return _SAME.in_(locale)
        return THEN.in_(locale).join(difference.message(locale) for difference in self.differences)


def verify(
    receipt: Receipt,
    subject: Any,
    *,
    programme: Programme[Any, Any] | None = None,
    policy: Any = None,
    as_known_on: date | None = None,
) -> Verification:
    """Hold a receipt against a subject: the same, or different because of input, policy or rules.

    The programme is looked up by the receipt's name unless given (give your own). ``policy`` and
    ``as_known_on`` say against which policy; by default that of the edition that was applied, as it is known
    now, with the receipt's own completions and reforms. A receipt that does not say under which edition it
    was issued is held against the one of its numbers, or of its date; one that was issued while nothing was
    published, against what applies to its date by now. A receipt is not signed: its date and its rulings are
    taken as they stand. One of an earlier form is never "the same": its rules were spelt otherwise, which is
    told (``form``), while its input and policy are compared all the same. Where, in what the rules read,
    something else follows than then, or the receipt does not say what did, that is told too
    (``implication``).
    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a programme or stage that there is not,
    for a receipt of another programme than the one given, for a subject of another class, and for what is no
    receipt (load a stored one first).

    >>> import attrs
    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> firm = cg.Manufacturer(paid_in_capital=1, factory="exempt", points_last_used_in=0)
    >>> receipt = cg.points.assess(firm, on=date(2022, 5, 2)).receipt
    >>> cg.verify(receipt, firm).same
    True
    >>> cg.verify(receipt, attrs.evolve(firm, paid_in_capital=2)).message("zh_Hant_TW")
    '申請資料不同'
    """
    stored: object = receipt
    if not isinstance(stored, Receipt):
        given = type(stored).__name__
        raise InvalidInput([Problem.at(["receipt"], "subject", expected=Receipt.__name__, given=given)])
    programme = _named(receipt.programme) if programme is None else programme
    problems = list(_foreign(receipt, subject, programme))
    if problems:
        raise InvalidInput(problems)
    found: list[Difference] = []
    if receipt.schema != FORM:
        found.append(Difference("form", (str(receipt.schema), str(FORM))))
    if input_digest(subject) != receipt.input:
        found.append(Difference("input"))
    law = _law(receipt, programme, as_known_on)
    if law is None:
        named = [one for one in (receipt.edition, receipt.reform) if one is not UNKNOWN]
        return Verification((*found, Difference("edition", tuple(named))))
    if receipt.edition not in (UNKNOWN, law.edition.published.name):
        found.append(Difference("edition", (receipt.edition,)))
    now = _of_the_day(receipt, programme, as_known_on)
    if now is not None and law.edition.silent and not now.silent:
        return Verification((*found, Difference("published", (now.name,))))
    if now is not None and _is_another(now, law.edition, receipt):
        found.append(Difference("day", (now.name,)))
    found += _notice_differences(receipt, law)
    found += _policy_differences(receipt, law, policy)
    changed = tuple(_changed_rules(receipt, law))
    if changed:
        found.append(Difference("rule", changed))
    if receipt.award not in (UNKNOWN, award_digest(law, cast("Stage", receipt.stage))):
        found.append(Difference("award"))
    found += _changed_implications(receipt, subject, law)
    found += _changed_opaque(receipt, subject, law, policy)
    return Verification(tuple(found))


def _law(
    receipt: Receipt, programme: Programme[Any, Any], as_known_on: date | None
) -> Programme[Any, Any] | None:
    """The programme under the edition that was applied; ``None`` where it has none of that name."""
    if receipt.edition is UNKNOWN:  # issued before editions were told
        return _untold(receipt, programme, as_known_on)
    known = [
        edition
        for one in programme.editions
        if one.known_by(as_known_on)
        for edition in ([one, one.ended()] if one.until is not None else [one])
    ]
    named = [one for one in known if one.published.name == receipt.edition]
    alike = [one for one in named if (one.reform or UNKNOWN) == receipt.reform]
    # Those of the same numbers, read from the same document: to be compared, under another name.
    renamed = (
        one
        for one in known
        if policy_digest(one.published.policy) == receipt.published and not _other_notice(receipt, one)
    )
    found = alike or named or [*renamed]
    return programme.under(found[-1]) if found else None


def _of_the_day(
    receipt: Receipt, programme: Programme[Any, Any], as_known_on: date | None
) -> Edition[Any] | None:
    """The edition that an application of that day goes by now; ``None`` where no day tells."""
    if programme.bound or receipt.stage != "application" or receipt.on is UNKNOWN:
        return None
    try:
        return programme.on(receipt.on, as_known_on=as_known_on)
    except NoEdition:
        return None


def _is_another(now: Edition[Any], applied: Edition[Any], receipt: Receipt) -> bool:
    """Whether what applies now is of another text, or a reform of it that there was not."""
    if receipt.edition is UNKNOWN or now.silent:
        return False
    reformed_since = receipt.reform is UNKNOWN and bool(now.reform)
    return now.published.name != applied.published.name or reformed_since


def _untold(
    receipt: Receipt, programme: Programme[Any, Any], as_known_on: date | None
) -> Programme[Any, Any] | None:
    """The programme under the edition of the numbers that were published then, else of the day."""
    if receipt.published is not UNKNOWN and as_known_on is None:
        alike = [
            one
            for one in reversed(programme.editions)
            if policy_digest(one.published.policy) == receipt.published
        ]
        of_the_day = [one for one in alike if receipt.on is not UNKNOWN and one.holds_on(receipt.on)]
        if alike:
            return programme.under((of_the_day or alike)[0])
    if receipt.on is UNKNOWN:
        return programme.under(programme.editions[-1])
    try:
        return programme.under(programme.on(receipt.on, as_known_on=as_known_on))
    except NoEdition:
        return None


def _notice_differences(receipt: Receipt, law: Programme[Any, Any]) -> Iterator[Difference]:
    """Where the edition of that name is read from another document now."""
    if receipt.edition is not UNKNOWN and _other_notice(receipt, law.edition):
        told = (receipt.notice, receipt.noticed_on)
        yield Difference("notice", tuple(str(one) for one in told if one is not UNKNOWN))


def _other_notice(receipt: Receipt, edition: Edition[Any]) -> bool:
    notice = edition.published.notice
    now = (UNKNOWN, UNKNOWN) if notice is None else (notice.title, notice.on)
    return (receipt.notice, receipt.noticed_on) != now


def _changed_implications(
    receipt: Receipt, subject: Any, programme: Programme[Any, Any]
) -> Iterator[Difference]:
    """What follows from what otherwise than then; of an earlier form it is told already that it cannot be."""
    if receipt.implications is UNKNOWN:
        if receipt.schema == FORM:
            yield Difference("implication")
        return
    then = receipt.implications
    stage = cast("Stage", receipt.stage)
    now = implication_digests((programme.subjects[stage], type(subject)), programme.traced_at(stage))
    changed = tuple(code for code in {**then, **now} if then.get(code) != now.get(code))
    if changed:
        yield Difference("implication", changed)


def _changed_opaque(
    receipt: Receipt, subject: Any, law: Programme[Any, Any], policy: Any
) -> Iterator[Difference]:
    """The opaque facts that come to something else of the same input under the same policy."""
    if receipt.opaque is UNKNOWN or receipt.schema != FORM or input_digest(subject) != receipt.input:
        return
    known = law.edition.policy if policy is None else policy
    read = opaque_read(law.traced_at(cast("Stage", receipt.stage)))
    if policy_digest(known) != receipt.policy:
        # A policy that is not at hand, as it was completed or reformed, gives no value to hold against.
        known, read = UNKNOWN, (path for path in read if path[0] != "policy")
    now = opaque_values(subject, known, read, receipt.input)
    changed = tuple(name for name, value in now.items() if receipt.opaque.get(name, value) != value)
    if changed:
        yield Difference("opaque", changed)


def _changed_rules(receipt: Receipt, programme: Programme[Any, Any]) -> Iterator[str]:
    """The rules that are there on one side alone, or say something else where both are of one form."""
    now = {
        traced.rule.id: rule_digest(traced) for traced in programme.traced_at(cast("Stage", receipt.stage))
    }
    for rule in {**receipt.rules, **now}:
        then, today = receipt.rules.get(rule), now.get(rule)
        if then is None or today is None or (receipt.schema == FORM and then != today):
            yield rule


def _foreign(receipt: Receipt, subject: Any, programme: Programme[Any, Any]) -> Iterator[Problem]:
    """What of the receipt or subject is none of this programme's."""
    if receipt.programme != programme.name:
        yield Problem.at(["programme"], "option", expected=programme.name, given=receipt.programme)
    elif receipt.stage not in programme.subjects:
        expected = ", ".join(programme.subjects)
        yield Problem.at(["stage"], "option", expected=expected, given=receipt.stage)
    elif not isinstance(subject, cls := programme.subjects[cast("Stage", receipt.stage)]):
        yield Problem.at(["subject"], "subject", expected=cls.__name__, given=type(subject).__name__)


def _policy_differences(receipt: Receipt, law: Programme[Any, Any], policy: Any) -> Iterator[Difference]:
    published = law.edition.published.policy
    if policy is not None:
        if policy_digest(policy) != receipt.policy:
            yield Difference("policy", _values(law, receipt.policy, policy))
    elif receipt.published is UNKNOWN:
        if receipt.policy != policy_digest(published):
            yield Difference("policy")
    elif policy_digest(published) != receipt.published:
        yield Difference("policy", _values(law, receipt.published, published))
    elif _rebuilt(receipt, published) != receipt.policy:
        yield Difference("policy", tuple({**receipt.completed, **receipt.reformed}))
    elif names := tuple(_otherwise_reformed(receipt, law)):
        yield Difference("policy", names)


def _otherwise_reformed(receipt: Receipt, law: Programme[Any, Any]) -> Iterator[str]:
    """The values that the programme's own reform changes, and that were not so in the decision."""
    used = {**receipt.completed, **receipt.reformed}
    for name, (_, now) in differences(law.edition.published.policy, law.edition.policy).items():
        if used.get(name) != canonical(plain(now)):
            yield name


def _rebuilt(receipt: Receipt, published: Any) -> str:
    """The digest of the published policy with what the receipt says was completed and reformed."""
    try:
        changes = {name: json.loads(text) for name, text in {**receipt.completed, **receipt.reformed}.items()}
    except ValueError:
        return ""  # not what a receipt holds
    return digest({"schema": SCHEMA, "policy": {**canonical_input(published), **changes}})


def _values(law: Programme[Any, Any], digest: str, policy: Any) -> tuple[str, ...]:
    """In which values a policy differs from the one of a digest, where that one was published before."""
    for one in chain(law.edition.published):
        if policy_digest(one.policy) == digest:
            return tuple(differences(one.policy, policy))
    return ()


def _named(name: str) -> Programme[Any, Any]:
    if name not in NAMES:
        raise InvalidInput([Problem.at(["programme"], "option", expected=", ".join(NAMES), given=name)])
    return programme_of(name)
