"""Where a list of names repeats another, for a type, a table of words or a policy, the two are the same."""

from __future__ import annotations

from typing import Any, get_args

import pytest

import cloudgrant as cg
from cloudgrant.programmes.research import (
    BLOCKS,
    DOMAINS,
    ROC_111,
    SERVICE_MODELS,
    SUBDOMAINS,
    Block,
    DigitalService,
    DomainName,
    ServiceKind,
    ServiceModel,
    SubdomainName,
)
from cloudgrant.programmes.research.roc_111.rubric import RUBRIC
from cloudgrant.programmes.research.service.digital_service import GROUPS


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (Block, BLOCKS),
        (DomainName, DOMAINS),
        (SubdomainName, SUBDOMAINS),
        (ServiceModel, SERVICE_MODELS),
        (ServiceKind, dict(cg.facts(DigitalService)["category"].options)),
    ],
)
def test_every_name_of_a_type_is_said_in_words_in_its_order(typed: Any, said: Any) -> None:
    assert get_args(typed) == tuple(said)


def test_the_nine_blocks_are_asked_for_and_reviewed() -> None:
    assert ROC_111.policy.outline_blocks == tuple(BLOCKS)
    reviewed = {criterion.item for criterion in RUBRIC if criterion.group != "vision"}
    assert reviewed == set(BLOCKS)


def test_the_sub_domains_of_the_policy_can_be_chosen() -> None:
    making, serving = ROC_111.policy.manufacturing_subdomains, ROC_111.policy.service_subdomains
    assert making is not cg.UNKNOWN
    assert serving is not cg.UNKNOWN
    assert (*making, *serving, "other") == tuple(SUBDOMAINS)


def test_the_services_that_the_briefing_names_can_be_chosen() -> None:
    named = {kind for group in GROUPS for kind in group.kinds}
    assert named | {"other"} == set(get_args(ServiceKind))
    assert {group.domain for group in GROUPS} == set(DOMAINS)


def test_the_models_that_are_subsidised_can_be_chosen() -> None:
    models = ROC_111.policy.service_models
    assert models is not cg.UNKNOWN
    assert set(models) < set(SERVICE_MODELS)
