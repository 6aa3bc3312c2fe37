"""Marks that overlap: nothing of the text is lost, and every mark is covered by the pieces that name it."""

from hypothesis import given
from hypothesis import strategies as st

from musnad.server.drawing.layers import Mark, paragraphs, segments

_TEXTS = st.text(alphabet="ابتثج وقال.\n\u064b\U0001f30d\u200f", max_size=60)
_MARKS = st.lists(
    st.builds(
        Mark,
        st.integers(-3, 70),
        st.integers(-3, 70),
        st.sampled_from(["entity", "event", "time"]),
        st.sampled_from(["e1", "e2", "x"]),
    ),
    max_size=12,
)


@given(_TEXTS, _MARKS, st.lists(st.integers(-2, 70), max_size=4))
def test_the_pieces_are_the_text(text, marks, cuts):
    pieces = segments(text, marks, cuts)
    assert "".join(piece.text for piece in pieces) == text
    assert all(text[piece.start : piece.end] == piece.text and piece.text for piece in pieces)


@given(_TEXTS, _MARKS)
def test_every_mark_is_covered_and_nothing_else(text, marks):
    pieces = segments(text, marks)
    for mark in marks:
        wanted = set(range(max(0, mark.start), min(len(text), mark.end)))
        shown = mark._replace(start=max(0, mark.start), end=min(len(text), mark.end))
        covered = {n for piece in pieces if shown in piece.marks for n in range(piece.start, piece.end)}
        assert covered == wanted


@given(_TEXTS, _MARKS, st.randoms())
def test_the_order_of_marks_does_not_matter(text, marks, random):
    other = list(marks)
    random.shuffle(other)
    assert segments(text, marks) == segments(text, other)


@given(_TEXTS, _MARKS)
def test_paragraphs_hold_all_but_line_ends(text, marks):
    lines = ["".join(piece.text for piece in line) for line in paragraphs(text, marks)]
    assert lines == [line for line in text.split("\n") if line.strip()]


def test_a_click_asks_about_the_narrowest_mark():
    text = "قال لافروف إن الوفد وصل."
    whole, name = Mark(0, len(text), "statement", "s1"), Mark(4, 10, "entity", "lavrov")
    assert [piece.inner for piece in segments(text, [name, whole])] == [whole, name, whole]
