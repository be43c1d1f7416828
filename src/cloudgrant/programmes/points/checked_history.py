"""What every command of a wallet checks before it changes anything."""

from __future__ import annotations

from datetime import date

from cloudgrant.programmes.points.claim import Claim
from cloudgrant.programmes.points.history import History
from cloudgrant.programmes.points.wallet_event import Reservation, WalletEvent
from cloudgrant.programmes.points.wallet_refused import WalletRefused
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["CheckedHistory"]


class CheckedHistory(History):
    """A history that a command may follow: the key is new, the wallet has not moved on, the order is held."""

    __slots__ = ()

    def _known(self, key: str, asked: str) -> WalletEvent | None:
        """The event of an earlier command with this key; refused where that asked for something else."""
        earlier = self.events.get(key)
        if earlier is not None and earlier.asked != asked:
            raise WalletRefused("key_reused", self, event=earlier, params={"key": key, "seq": earlier.seq})
        return earlier

    def _expect(self, expected_seq: int, on: date) -> None:
        if not self.seq:  # balances alone are no history, and no replay would follow from it
            raise WalletRefused("not_granted", self)
        if expected_seq != self.seq:
            raise WalletRefused("conflict", self, params={"expected": expected_seq, "seq": self.seq})
        # Else points that have lapsed would be spent on a day on which they had not.
        if self.last_on is not UNKNOWN and on < self.last_on:
            raise WalletRefused("backwards", self, params={"on": on, "last": self.last_on})

    def _reservation(self, order: str) -> Reservation:
        held = self.orders.get(order)
        if held is None:
            raise WalletRefused("no_such_order", self, params={"order": order})
        if held.state != "reserved":
            raise WalletRefused(f"order_{held.state}", self, params={"order": order})
        return held

    def _same_terms(self, held: Reservation, claim: Claim) -> None:
        """The order claimed for is the one reserved for, in everything that the points rest on."""
        changed = list(held.departures(claim.order))
        if not changed:
            self._whole("claim", held, claim.order.points)
        elif claim.order.points != held.points:
            changed.append("points")
        if claim.ordered_on not in (UNKNOWN, held.since):
            changed.append("since")
        terms = tuple(facts(Reservation)[name].label for name in changed)
        if UNKNOWN not in (claim.edition, self.edition) and claim.edition != self.edition:
            terms += (facts(Claim)["edition"].label,)
        if terms:
            raise WalletRefused("other_terms", self, params={"order": held.order, "terms": terms})

    def _whole(self, act: str, held: Reservation, points: Fact[int]) -> None:
        """The points of an order are claimed, and given back, together."""
        if points is not UNKNOWN and points != held.points:
            named = {"order": held.order, "held": held.points, "points": points}
            if points < held.points:
                raise WalletRefused(f"partial_{act}", self, params=named)
            label = facts(Reservation)["points"].label
            raise WalletRefused("other_terms", self, params={"order": held.order, "terms": (label,)})
