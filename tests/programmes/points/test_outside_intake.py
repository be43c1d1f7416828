"""What only the points programme refuses is said there: the kernel's steps know no intake."""

from __future__ import annotations

import pickle
from datetime import date

import attrs
import pytest

from cloudgrant.programmes.points.roc_111 import ROC_111
from cloudgrant.programmes.points.steps import ApplicationSteps, OutsideIntake
from cloudgrant.rules.process import StepRefused
from cloudgrant.values.unknown import UNKNOWN


def test_the_kernel_has_no_words_of_a_programme() -> None:
    assert set(StepRefused.TEXTS) == {"step.order", "step.done", "step.date"}
    assert set(OutsideIntake.TEXTS) - set(StepRefused.TEXTS) == {"step.window", "step.window_unsettled"}


def test_a_submission_after_the_last_day_is_refused_in_words_and_survives_pickling() -> None:
    steps = ApplicationSteps(registered_on=date(2022, 7, 1), prepared_on=date(2022, 7, 2))
    policy = attrs.evolve(ROC_111.policy, moved_last_day=UNKNOWN)
    with pytest.raises(OutsideIntake) as caught:
        steps.taken("submit", on=date(2022, 12, 31), policy=policy)
    again = pickle.loads(pickle.dumps(caught.value))
    assert caught.value.code == again.code == "step.window"
    assert str(again) == str(caught.value)
    assert isinstance(again, StepRefused)
