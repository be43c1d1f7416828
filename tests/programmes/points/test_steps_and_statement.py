"""The three steps to points, and the statement of account."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.points import ROC_111, STEPS, ApplicationSteps
from cloudgrant.rules.process import StepRefused
from cloudgrant.values.roc_dates import format_date
from programmes.points.wallets import CLAIM, CLAIMED, GRANTED, ORDERED, SETTLED, opened, order, reserved

DAYS = (date(2022, 5, 2), date(2022, 5, 2), date(2022, 5, 4))


def test_the_three_steps_in_their_order() -> None:
    steps = ApplicationSteps()
    for (step, text), day in zip(STEPS.items(), DAYS, strict=True):
        assert steps.next == step
        assert set(text) == {"zh", "en"}
        before, steps = steps, steps.taken(step, on=day)
        assert before.next == step
    assert steps == ApplicationSteps(registered_on=DAYS[0], prepared_on=DAYS[1], submitted_on=DAYS[2])
    assert steps.next is None
    with pytest.raises(StepRefused) as caught:
        steps.taken("submit", on=DAYS[2])
    assert (caught.value.code, caught.value.legal) == ("step.done", ())


def test_no_step_before_the_one_before_it() -> None:
    for step in ("prepare", "submit"):
        with pytest.raises(StepRefused) as caught:
            ApplicationSteps().taken(step, on=DAYS[0])
        assert (caught.value.code, caught.value.legal) == ("step.order", ("register",))
        assert "註冊" in caught.value.message("zh_Hant_TW")


def test_no_step_on_a_day_before_the_last() -> None:
    steps = ApplicationSteps(registered_on=date(2022, 5, 2))
    with pytest.raises(StepRefused) as caught:
        steps.taken("prepare", on=date(2022, 5, 1))
    assert caught.value.code == "step.date"


@pytest.mark.parametrize(
    ("on", "change", "code"),
    [
        (date(2022, 4, 13), {}, ""),
        (date(2022, 8, 31), {}, ""),
        (date(2022, 9, 1), {}, "step.window"),
        (date(2022, 4, 12), {}, "step.window_unsettled"),
        (date(2022, 4, 12), {"applications_from": date(2022, 4, 12)}, ""),
        (date(2022, 4, 11), {"applications_from": date(2022, 4, 12)}, "step.window"),
        (date(2022, 9, 1), {"holidays": (date(2022, 8, 31),)}, "step.window_unsettled"),
        (date(2022, 9, 1), {"holidays": (date(2022, 8, 31),), "moved_last_day": date(2022, 9, 1)}, ""),
    ],
)
def test_an_application_is_submitted_while_intake_is_open_by_the_rule(
    on: date, change: dict[str, Any], code: str
) -> None:
    policy = attrs.evolve(ROC_111.policy, **change)
    steps = ApplicationSteps().taken("register", on=date(2022, 4, 1)).taken("prepare", on=date(2022, 4, 1))
    result = cg.points.assess(cg.Company(), on=on, policy=policy)["points.window.application"].result
    assert (result is cg.Result.MET) == (not code)
    if not code:
        assert steps.taken("submit", on=on, policy=policy).submitted_on == on
        return
    with pytest.raises(StepRefused) as caught:
        steps.taken("submit", on=on, policy=policy)
    assert caught.value.code == code
    question = cg.points.clauses["points.window.application"].question
    for locale in ("zh", "en"):
        assert "{" not in caught.value.message(locale)
        assert (question[locale] in caught.value.message(locale)) == (code == "step.window_unsettled")


def test_steps_that_cannot_have_been() -> None:
    with pytest.raises(cg.InvalidInput, match="registered_on"):
        ApplicationSteps(prepared_on=date(2022, 5, 2))
    with pytest.raises(cg.InvalidInput, match="must not be after"):
        ApplicationSteps(registered_on=date(2022, 5, 2), prepared_on=date(2022, 5, 1))
    steps = ApplicationSteps(registered_on=date(2022, 5, 2))
    assert cg.load(ApplicationSteps, cg.dump(steps)) == steps


STATEMENT_ZH = """\
數位點數對帳單 W-1 (12345675)
依據版本：roc-111
核給 200,000點 = 剩餘 182,000點 + 保留（已訂購，尚未核銷） 3,000點 + 核銷 15,000點 + 失效 0點

序號 | 日期 | 事項 | 訂單 | 點數 | 剩餘
1 | 111年5月20日 | 核給 | — | +200,000 | 200,000
2 | 111年6月1日 | 保留 | A-1 | −15,000 | 185,000
3 | 111年6月1日 | 保留 | A-2 | −3,000 | 182,000
4 | 111年9月1日 | 核銷 | A-1 | 15,000 | 182,000"""

STATEMENT_EN = """\
Statement of digital points W-1 (12345675)
Decided under: roc-111
Granted 200,000 points = Available 182,000 points + Reserved (ordered, not claimed yet) 3,000 points + \
Claimed 15,000 points + Expired 0 points

No. | Date | Act | Order | Points | Available
1 | 20 May 2022 | granted | — | +200,000 | 200,000
2 | 1 June 2022 | reserved | A-1 | −15,000 | 185,000
3 | 1 June 2022 | reserved | A-2 | −3,000 | 182,000
4 | 1 September 2022 | claimed | A-1 | 15,000 | 182,000"""


def spent() -> cg.PointWallet:
    wallet = reserved().reserve(order("A-2", 3_000), key="2", expected_seq=2, on=ORDERED).wallet
    return wallet.claim(CLAIM, key="c", expected_seq=3, on=CLAIMED, policy=SETTLED).wallet


@pytest.mark.parametrize(("locale", "text"), [("zh_Hant_TW", STATEMENT_ZH), ("en", STATEMENT_EN)])
def test_the_statement_in_both_languages(locale: str, text: str) -> None:
    assert str(spent().statement(locale)) == text


def test_the_statement_names_the_edition_that_the_wallet_names() -> None:
    wallet = attrs.evolve(spent(), edition="roc-112 * other")
    assert str(wallet.statement()).splitlines()[1] == "依據版本：roc-112 * other"
    assert "Decided under: roc-112 \\* other" in wallet.statement("en").as_markdown()
    untold = attrs.evolve(wallet, edition=cg.UNKNOWN)
    assert str(untold.statement("en")).splitlines()[1].startswith("Granted")


def test_a_statement_of_a_wallet_that_forgot_begins_where_its_memory_does() -> None:
    wallet = reserved().snapshot().reserve(order("A-2", 3_000), key="2", expected_seq=2, on=ORDERED).wallet
    statement = wallet.statement("en")
    assert "2 earlier entries are not listed here" in str(statement)
    assert [entry.cells[-1] for entry in statement.entries] == ["182,000"]
    assert "此前之 2 筆未列於此" in str(wallet.statement())


@pytest.mark.parametrize(
    ("day", "balance"),
    [
        (GRANTED - timedelta(1), (0, 0, 0, 0)),
        (GRANTED, (200_000, 200_000, 0, 0)),
        (ORDERED - timedelta(1), (200_000, 200_000, 0, 0)),
        (ORDERED, (200_000, 182_000, 18_000, 0)),
        (CLAIMED - timedelta(1), (200_000, 182_000, 18_000, 0)),
        (CLAIMED, (200_000, 182_000, 3_000, 15_000)),
        (date(2030, 1, 1), (200_000, 182_000, 3_000, 15_000)),
    ],
)
def test_the_balance_on_a_day(day: date, balance: tuple[int, ...]) -> None:
    found = spent().balance(on=day)
    assert (found.granted, found.available, found.reserved, found.claimed) == balance
    assert found.granted == found.available + found.reserved + found.claimed + found.expired
    # What was there on that day is what its events make.
    past = [event for event in spent().events.values() if event.on <= day]
    assert found.seq == len(past)
    if past:
        assert cg.PointWallet.replay(past).balance(on=day) == found
    text = str(spent().statement(on=day))
    assert found.message("zh_Hant_TW") in text
    assert f"，截至{format_date(day)}" in text
    assert len(spent().statement(on=day).entries) == len(past)


def test_a_wallet_that_forgot_knows_its_balance_only_from_what_it_remembers() -> None:
    snapshot = reserved().snapshot()
    assert snapshot.balance(on=ORDERED) == reserved().balance(on=ORDERED)
    with pytest.raises(cg.WalletRefused) as caught:
        snapshot.balance(on=ORDERED - timedelta(1))
    assert caught.value.code == "forgotten"
    assert "序號 2" in caught.value.message("zh_Hant_TW")
    reminded = snapshot.remembering(*reserved().events.values())
    assert reminded.balance(on=GRANTED).available == 200_000
    with pytest.raises(cg.WalletRefused, match="forgotten"):
        snapshot.statement(on=GRANTED)


def test_balances_without_a_history_are_of_no_day() -> None:
    with pytest.raises(cg.WalletRefused, match="not_granted"):
        cg.PointWallet(granted=1, available=1).balance(on=GRANTED)
    day: Any = "2022-06-01"
    with pytest.raises(cg.InvalidInput):
        spent().balance(on=day)


def test_text_that_came_with_the_data_is_no_markup() -> None:
    wallet = opened().reserve(order("<b>|*", 10), key="k", expected_seq=1, on=ORDERED).wallet
    statement = wallet.statement("en")
    assert "&lt;b&gt;|*" in statement._repr_html_()
    assert "\\<b\\>\\|\\*" in statement.as_markdown()
    assert statement.as_markdown().startswith("# Statement of digital points W-1")


@pytest.mark.parametrize("day", ["2022-05-03", None, datetime(2022, 5, 3, tzinfo=UTC)])
def test_the_day_of_a_step_is_a_date(day: Any) -> None:
    begun = ApplicationSteps().taken("register", on=date(2022, 5, 2))
    for steps, step in ((ApplicationSteps(), "register"), (begun, "prepare")):
        taken: Any = steps.taken
        with pytest.raises(cg.InvalidInput, match="on: "):
            taken(step, on=day)
