"""One outlet in many spellings, and none for another."""

import pytest

from musnad.knowledge import outlets, same_outlet


@pytest.mark.parametrize("key", sorted(outlets()))
def test_an_outlet_is_itself_in_every_name_it_has(key: str) -> None:
    known = outlets()[key]
    assert all(same_outlet(key, name) for name in (key, known.en, *known.names))


@pytest.mark.parametrize(
    ("key", "written", "same"),
    [
        ("al_arabiya", "alarabia", True), ("al_riyadh", "الرياض", True), ("bbc", "BBC", True), ("bbc", "bbcarabic.net", False),
        ("cnn", "bbc", False), ("okaz", "", False), ("reuters", "skynews", False), ("al_jazeera", "jazeera", True),
    ],
)  # fmt: skip
def test_spellings(key: str, written: str, same: bool) -> None:
    assert same_outlet(key, written) is same
