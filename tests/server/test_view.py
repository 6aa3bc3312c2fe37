"""What all pages are made with: names, days, filters, quotations, addresses."""

import pytest
from markupsafe import Markup

from musnad.asking import Mark, Quote, Who
from musnad.knowledge import organisations, states
from musnad.server import filters
from musnad.server.dates import full_day, moment, when
from musnad.server.forms import read_form
from musnad.server.highlight import marker
from musnad.server.names import flag_of, name_of, named, other_language, place_name, with_query
from musnad.server.people import adjectives, title_of
from musnad.server.showing import days_in
from musnad.server.templating import asset, environment, flag_url, marked
from tests.server.events import AMERICA, ARAGHCHI, IRAN, ISRAEL, MUSCAT, OFFICIALS
from tests.server.markup import Markup as Read


@pytest.mark.parametrize(
    ("value", "ar", "en"),
    [
        ("2025-04-12", "12 نيسان/أبريل 2025", "12 April 2025"),
        ("2025-04", "نيسان/أبريل 2025", "April 2025"),
        ("2025", "2025", "2025"),
        ("2026-23", "خريف 2026", "autumn 2026"),
        ("2025-02~", "نحو شباط/فبراير 2025", "about February 2025"),
        ("2022-09/..", "منذ أيلول/سبتمبر 2022", "since September 2022"),
        ("../2022", "حتى 2022", "until 2022"),
        ("2025-04-14/2025-04-20", "14–20 نيسان/أبريل 2025", "14–20 April 2025"),
        ("2023-04/2023-05", "من نيسان/أبريل 2023 إلى أيار/مايو 2023", "April 2023 to May 2023"),
        ("XXXX-XX-XX", "يوم من أيام الأسبوع", "a day of the week"),
        ("<b>", "<b>", "<b>"),
        (None, "بلا تاريخ", "undated"),
    ],
)
def test_edtf_is_written_as_newspapers_write_days(value, ar, en):
    assert (when(value, "ar"), when(value, "en")) == (ar, en)


def test_days_and_moments():
    assert full_day("2025-04-12", "ar") == "السبت 12 نيسان/أبريل 2025"
    assert moment("2018-02-18T17:35:43+04:00", "en") == "18 February 2018, 17:35"
    assert (moment("9999", "en"), moment("gestern", "ar")) == ("undated", "gestern")


def test_actors_go_by_their_usual_names():
    assert name_of(IRAN, "ar") == ("إيران", "ar") and name_of(AMERICA, "en") == ("United States", "en")
    assert name_of(ARAGHCHI, "ar") == ("عباس عراقجي", "ar")
    assert name_of(OFFICIALS, "en") == ("مسؤولون أميركيون", "ar")
    assert place_name(MUSCAT, "ar") == ("مسقط", "ar")
    assert str(named(OFFICIALS, "en")) == '<bdi lang="ar" dir="rtl">مسؤولون أميركيون</bdi>'
    assert "&lt;img" in named(Who(key="x", kind="group", name="<img>"), "ar")


def test_offices_and_adjectives():
    assert title_of(ARAGHCHI, "2025-04-17", "en") == "Iranian Foreign Minister"
    assert title_of(ARAGHCHI, "2001-01-01", "ar") is None and title_of(IRAN, "2025-04-17", "ar") is None
    assert adjectives((AMERICA, ISRAEL), False) == "أميركي إسرائيلي"
    assert adjectives((ARAGHCHI,), False) is None and adjectives((IRAN, AMERICA, ISRAEL), True) is None


@pytest.mark.parametrize(
    ("first", "last", "ar", "en"),
    [
        ("2016-01-01", "9999-12-31", "منذ 2016", "since 2016"),
        ("0001-01-01", "2025-05-03", "حتى 3 أيار/مايو 2025", "until 3 May 2025"),
        ("2025-05-03", "2025-05-03", "3 أيار/مايو 2025", "3 May 2025"),
        ("2025-02-01", "2025-02-28", "شباط/فبراير 2025", "February 2025"),
        ("2024-01-01", "2024-12-31", "2024", "2024"),
        ("0001-01-01", "9999-12-31", "", ""),
        (None, None, "", ""),
    ],
)
def test_days_of_an_event_may_be_open_at_an_end(first, last, ar, en):
    assert (days_in(first, last, "ar"), days_in(first, last, "en")) == (ar, en)


def test_flags_are_of_those_who_act_for_a_state():
    assert flag_of(ARAGHCHI) == "ir" and flag_of(MUSCAT) is None and flag_of(Who(key="x", kind="igo", name="ن")) is None


def test_organisations_with_a_flag_have_one():
    found = [flag_of(Who(key=organisations()[id].wikidata, kind="igo", name="")) for id in ("UN", "EU", "LAS")]
    assert found == ["un", "eu", "arab"]
    if asset("flags"):
        assert all(flag_url(Who(key=organisations()[id].wikidata, kind="igo", name="")) for id in ("UN", "EU", "LAS"))


def test_every_state_of_today_has_a_flag_where_assets_are_built():
    if asset("flags") is None:
        pytest.skip("the assets aren't built")
    bare = [s.code for s in states().values() if s.iso2 and not flag_url(Who(key=s.code, kind="state", name="", country=s.code))]
    assert bare == ["SUN", "YUG", "SCG", "DDR"]


def test_quoted_words_are_escaped_and_marked_by_code_points():
    quote = Quote(start=10, end=20, text="قال <b> أن", before="و", after="ـه", marks=(Mark(start=10, end=13, what="cue"),))
    assert str(marked(quote)) == '… و<q class="said"><mark class="cue">قال</mark> &lt;b&gt; أن</q>ـه …'


def test_marks_that_overlap_or_reach_out_are_left_out():
    marks = (Mark(start=0, end=3, what="hit"), Mark(start=2, end=5, what="hit"), Mark(start=8, end=99, what="hit"))
    assert str(marked(Quote(start=0, end=10, text="abcdefghij", marks=marks))).count("<mark") == 1


def test_what_was_looked_for_stands_out():
    quote = Quote(start=5, end=22, text="في مسقط والدوحة..", marks=(Mark(start=8, end=12, what="trigger"),))
    assert '<mark class="hit">مسقط</mark>' in marker("مسقط")(quote)
    assert marker("")(quote) == marker("،،")(quote) == marked(quote)


def test_addresses():
    assert other_language("/ar/events/1", "a=b", "ar") == "/en/events/1?a=b"
    assert other_language("/ar", "", "ar") == "/en/" and other_language("/arx", "", "ar") == "/en/"
    assert with_query("/x", q="أ", empty="", none=None) == "/x?q=%D8%A3"


def test_a_page_leads_to_itself_whatever_letters_its_key_holds(client):
    read = Read(client.get("/en/nowhere/anon%3A%D9%85%D8%B5%D8%AF%D8%B1%3F%23%25").text)
    assert "/ar/nowhere/anon:%D9%85%D8%B5%D8%AF%D8%B1%3F%23%25" in read.links


def test_a_form_keeps_what_it_doesnt_show_and_drops_one_value_at_a_time():
    form = filters.form_of(read_form("actor=IRN&actor=OMN&context=cbrn&order=sources"), filters.DAY, "/ar/", "ar")
    assert [(one.label, one.text) for one in form.chosen] == [
        ("طرف", "إيران"),
        ("طرف", "سلطنة عمان"),
        ("المجال", "نووي وكيميائي وبيولوجي"),
    ]
    assert form.chosen[0].without == "/ar/?actor=OMN&context=cbrn&order=sources"
    assert form.others == (("context", "cbrn"),)
    actor = form.fields[0]
    assert (actor.value, actor.more) == ("IRN", ("OMN",))
    assert filters.form_of(read_form(""), filters.DAY, "/en/", "en").chosen == ()


def test_every_filter_is_a_field_of_a_question_and_has_a_name():
    for names in (filters.DAY, filters.STATEMENTS, filters.ARTICLES):
        assert filters.form_of(read_form("&".join(f"{name}=1" for name in names)), names, "/", "ar").chosen


def test_templates_fault_what_isnt_there_and_escape_what_is():
    with pytest.raises(Exception, match="undefined"):
        environment().from_string("{{ nothing.here }}").render()
    assert environment().from_string("{{ x }}").render(x="<i>") == "&lt;i&gt;"
    assert environment().from_string("{{ x }}").render(x=Markup("<i>")) == "<i>"
