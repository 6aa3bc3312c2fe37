"""Query strings and selections lead to each other; what isn't a question is refused with words that help."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.asking.answers import Selection
from musnad.errors import AskingError
from musnad.server.filters import DAY, form_of
from musnad.server.forms import FIELDS, MOST_VALUES, one_of, read_form, whole_number, write_form
from musnad.server.texts import words

letters = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\x7f")
value = st.text(letters, min_size=1, max_size=40).map(str.strip).filter(bool)


@st.composite
def selections(draw):
    fields = {}
    for one in FIELDS.values():
        if draw(st.booleans()):
            if one.many:
                fields[one.field] = tuple(sorted(set(draw(st.lists(value, max_size=3)))))
            elif one.number:
                fields[one.field] = draw(st.integers(0, 999_999_999))
            else:
                fields[one.field] = draw(value)
    return Selection(**fields)


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("one", FIELDS.values(), ids=lambda one: one.parameter)
def test_every_field_has_a_name_in_every_form(one, lang):
    form = form_of(read_form(f"{one.parameter}=1"), DAY, f"/{lang}/events", lang)
    if one.field not in ("order", "today"):  # how one looks, not what is chosen
        assert f"filter.{one.parameter}" in words(lang) and form.chosen


@given(selections())
def test_a_selection_comes_back_from_its_query_string(selection):
    assert read_form(write_form(selection)).selection == selection


@given(selections(), st.randoms(use_true_random=False))
def test_the_order_of_parameters_changes_nothing(selection, chance):
    parts = write_form(selection).split("&")
    chance.shuffle(parts)
    assert write_form(read_form("&".join(parts)).selection) == write_form(selection)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_question_or_refused(raw):
    try:
        asked = read_form(raw)
    except AskingError:
        return
    assert read_form(write_form(asked.selection)).selection == asked.selection


def test_every_field_has_a_parameter():
    assert {one.field for one in FIELDS.values()} == {one.name for one in msgspec.structs.fields(Selection)}


def test_lists_are_repeated_and_empty_values_passed_over():
    asked = read_form("actor=IRN&actor=&actor=OMN&type=&q=%D9%85%D8%B3%D9%82%D8%B7&since=2025-04&limit=20&page=", "limit", "page")
    assert asked.selection == Selection(actor=("IRN", "OMN"), words="مسقط", since="2025-04")
    assert asked.others == {"limit": "20"}


def test_a_plus_is_a_space():
    assert (
        read_form("q=%D9%88%D8%B2%D9%8A%D8%B1+%D8%A7%D9%84%D8%AE%D8%A7%D8%B1%D8%AC%D9%8A%D8%A9").selection.words == "وزير الخارجية"
    )


@pytest.mark.parametrize(
    ("query", "words", "near"),
    [
        ("actr=IRN", "did you mean actor?", ("actor",)),
        ("Type=AID", "did you mean type?", ("type",)),
        ("zzzz=1", "known: actor, ", ()),
        ("sources=many", "whole number", ()),
        ("sources=-1", "whole number", ()),
        ("sources=٣", "whole number", ()),
        ("since=2025&since=2024", "one value", ()),
        ("actor=%FF%FE", "UTF-8", ()),
        ("%C3%28=1", "UTF-8", ()),
        ("q=a%00b", "control characters", ()),
        ("q=" + "ا" * 401, "401 letters", ()),
        ("&".join(f"actor=a{n}" for n in range(MOST_VALUES + 1)), f"up to {MOST_VALUES}", ()),
    ],
)
def test_what_is_no_question_is_refused(query, words, near):
    with pytest.raises(AskingError, match=words.replace("?", r"\?")) as fault:
        read_form(query)
    assert fault.value.suggestions == near


def test_pages_without_fields_know_only_their_own():
    assert read_form("q=x", "q", fields=False).others == {"q": "x"}
    with pytest.raises(AskingError, match="known: q"):
        read_form("actor=IRN", "q", fields=False)


def test_numbers_and_words_beside_the_fields():
    assert whole_number({}, "limit", 50, 1, 200) == 50
    assert whole_number({"limit": "7"}, "limit", 50, 1, 200) == 7
    with pytest.raises(AskingError, match="between 1 and 200"):
        whole_number({"limit": "0"}, "limit", 50, 1, 200)
    assert one_of({}, "step", ("month", "week")) == "month"
    with pytest.raises(AskingError, match="did you mean week"):
        one_of({"step": "weak"}, "step", ("month", "week"))
