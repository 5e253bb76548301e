"""Niches by name."""

import pytest
import sqlalchemy as sa

from linkfinder.errors import StorageError
from linkfinder.storage.runs import ensure_niche, find_niche, niche_names
from linkfinder.storage.session import session


def test_a_niche_has_one_number_for_ever(any_database: sa.Engine) -> None:
    with session(any_database) as opened:
        number = ensure_niche(opened, "dental")
        assert ensure_niche(opened, "gardens") != number
    with session(any_database) as opened:
        assert ensure_niche(opened, "dental") == find_niche(opened, "dental") == number
        assert niche_names(opened) == ["dental", "gardens"]


def test_a_niche_that_was_never_run_is_named_with_those_that_were(any_database: sa.Engine) -> None:
    with session(any_database) as opened:
        ensure_niche(opened, "dental")
        with pytest.raises(StorageError, match=r"niche dentl: nothing is stored of it \(there are: dental\)"):
            find_niche(opened, "dentl")
