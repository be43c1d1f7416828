"""Made-up business numbers: they fit the check digit, and whose they are, if anybody's, is chance."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["MOST_NUMBERS", "business_numbers"]

_HEADS: Final = 10**7
MOST_NUMBERS: Final = 2 * _HEADS
"""How many there are before they begin anew: two of ten last digits fit each seven before them."""

_STRIDE: Final = 7_368_787  # shares no factor with 10⁷, so that no head is come to twice
_START: Final = 1_234_567
_WEIGHTS: Final = (1, 2, 1, 2, 1, 2, 4)


def business_numbers(places: NDArray[np.int64]) -> NDArray[Any]:
    """The made-up number at each place, as text; no two alike among any 20,000,000 places in a row.

    >>> import numpy as np
    >>> business_numbers(np.arange(3)).tolist()
    ['12345671', '86033542', '59721412']
    """
    heads = (places * _STRIDE + _START) % _HEADS
    summed = np.zeros_like(heads)
    for place, weight in enumerate(_WEIGHTS):
        product = heads // 10 ** (6 - place) % 10 * weight
        summed += product // 10 + product % 10  # 7 by 4 gives 10, which is divisible by 5 as it is
    last = -summed % 5 + places // _HEADS % 2 * 5
    # Every number is written as one of nine digits, whose first is then left out: zeros stay in front.
    written = (heads * 10 + last + 10**8).astype("U9")
    return np.array([text[1:] for text in written.tolist()], dtype=np.object_)
