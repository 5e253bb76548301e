"""What a site was made for, by its name."""

import pytest

from linkfinder.data.site_purposes import purpose_of


@pytest.mark.parametrize(
    ("host", "purpose"),
    [
        ("oldchurch.example", "church"),
        ("www.church-hill.example", "church"),
        ("hoteladler.example", "hotel"),
        ("bright-journal.example", ""),
        ("churchill-fans.example", ""),
    ],
)
def test_a_part_of_the_name_or_its_end_names_the_purpose(host: str, purpose: str) -> None:
    assert purpose_of(host) == purpose
