"""The scales: every type and mode of the record stands on them, one code has one value, and known acts have their known codes."""

import re
from itertools import pairwise

import pytest

from musnad.knowledge import cameo, scale
from musnad.knowledge.tables import rows
from musnad.record import MODES, EventType

LINES = list(rows("scales"))


def test_every_type_and_mode_has_a_line_for_any_context():
    listed = {(line["type"], line["mode"]) for line in LINES if not line["context"]}
    assert listed == {(str(type_), mode) for type_ in EventType for mode in ("", *MODES[type_])}


def test_a_code_has_one_value_and_a_type_one_class():
    for key, value in (("cameo", "goldstein"), ("type", "quad")):
        held = {}
        for line in LINES:
            assert held.setdefault(line[key], line[value]) == line[value], line


def test_codes_are_codes_and_values_agree_with_the_class():
    for line in LINES:
        assert re.fullmatch(r"(0[1-9]|1\d|20)\d{1,2}", line["cameo"]), line
        assert ("cooperation" in line["quad"]) == (0 < float(line["goldstein"]) <= 10), line
        assert -10 <= float(line["goldstein"]) <= 10


def test_the_most_general_context_comes_last():
    for line, after in pairwise(LINES):
        if not line["context"]:
            assert (line["type"], line["mode"]) != (after["type"], after["mode"]), after


@pytest.mark.parametrize(
    ("act", "code", "value"),
    [
        (("CONSULT", "visit"), "042", 1.9),
        (("CONSULT", "third-party", ["diplomatic"]), "044", 2.5),
        (("SANCTION", "discontinue", ["diplomatic", "economic"]), "163", -8.0),
        (("SANCTION", "discontinue", ["diplomatic"]), "164", -7.0),
        (("AGREE",), "030", 4.0),
        (("AID", None, ["military"]), "072", 8.3),
        (("ASSAULT", "suicide-attack", ["terrorism"]), "1831", -10.0),
        (("COERCE", "arrest", ["legal"]), "173", -5.0),
    ],
)
def test_codes_and_values_of_gdelts_file(act, code, value):
    assert (scale(*act).cameo, scale(*act).goldstein) == (code, value)
    assert cameo(*act) == code and scale(*act).root == code[:2]


def test_what_is_no_type_or_no_mode_of_it_has_no_scale():
    with pytest.raises(KeyError):
        scale("TALK")
    with pytest.raises(KeyError):
        scale("CONSULT", "aerial")
