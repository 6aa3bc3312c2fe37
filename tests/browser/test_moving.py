"""Pictures that move, layers that are switched, and judging, in a real browser; and how labels really lie."""

import threading
import time
from urllib.parse import parse_qs, urlsplit

import pytest
import uvicorn
from playwright.sync_api import expect

from musnad.server.app import make_app
from musnad.store import add, judgements_of, open_store
from tests.store.articles import samples

POSTPONED = "s14-fourth-round-postponed"
_BOXES = """(selector) => [...document.querySelectorAll(selector)].map((e) => {
  const b = e.getBoundingClientRect();
  return [b.left, b.top, b.right, b.bottom, e.textContent];
})"""


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    yield made
    context.close()


@pytest.fixture
def plain(chromium):
    """A browser without scripts."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    made = context.new_page()
    yield made
    context.close()


@pytest.fixture
def own(tmp_path):
    """A server over two articles of its own: its address and its store."""
    place = str(tmp_path / "own.db")
    with open_store(place) as store:
        add(store, [one for one in samples() if one.document.id.startswith(("s14", "s29"))])
    app = make_app(place)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", app.state.store
    server.should_exit = True
    thread.join(10)


def _asked(page):
    return parse_qs(urlsplit(page.url).query)


def _meeting(boxes, slack=1.0):
    """Pairs of boxes that lie on each other."""
    return [
        (one[4], other[4])
        for n, one in enumerate(boxes)
        for other in boxes[n + 1 :]
        if one[0] + slack < other[2] and other[0] + slack < one[2] and one[1] + slack < other[3] and other[1] + slack < one[3]
    ]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    ("path", "labels"),
    [("/timeline", ".dot text"), ("/map?region=world", ".spot text, .end text"), ("/map?region=middle-east", ".spot text, .end text"),
     ("/network?limit=35", ".ball text"), ("/timeline?since=2025-04&until=2025-06", ".tick-label"), ("/pairs/IRN/USA", ".label-year, .label-month"),
     ("/pairs/IRN/SAU?step=week", ".label-year, .label-month"), ("/actors/عراقجي", ".tick-label")],
)  # fmt: skip
def test_labels_do_not_lie_on_each_other_and_are_not_cut(page, site, lang, path, labels):
    page.goto(f"{site}/{lang}{path}")
    page.evaluate("document.fonts.ready")
    boxes = page.evaluate(_BOXES, labels)
    assert boxes
    # letters' boxes hold room above and below that no letter fills
    shrunk = [(a, b + (d - b) * 0.22, c, d - (d - b) * 0.22, words) for a, b, c, d, words in boxes]
    assert _meeting(shrunk) == []
    frame = page.evaluate(_BOXES, ".pan > svg")[0]
    assert [b[4] for b in boxes if b[0] < frame[0] - 1 or b[2] > frame[2] + 1] == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_labels_stand_beside_their_dots_in_both_directions(page, site, lang):
    page.goto(f"{site}/{lang}/map?region=middle-east")
    page.evaluate("document.fonts.ready")
    gaps = page.evaluate("""() => [...document.querySelectorAll('.spot')].filter(s => s.querySelector('text')).map(s => {
      const c = s.querySelector('circle').getBoundingClientRect(), t = s.querySelector('text').getBoundingClientRect();
      return Math.max(t.left - c.right, c.left - t.right, t.top - c.bottom, c.top - t.bottom);
    })""")
    assert gaps and all(-9 < gap < 12 for gap in gaps), gaps


def test_the_timeline_is_zoomed_and_dragged(page, site):
    page.goto(f"{site}/en/timeline?since=2025-04&until=2025-06")
    picture = page.locator("svg.timeline")
    box = picture.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 200)
    with page.expect_response("**/timeline?*"):
        page.mouse.wheel(0, -300)
    expect(page.locator("[data-timeline]")).not_to_have_attribute("data-first", "2025-04-01")
    first, last = (page.locator("[data-timeline]").get_attribute(f"data-{name}") for name in ("first", "last"))
    assert "2025-04-01" < first < last < "2025-06-30"
    assert _asked(page)["since"] == [first] and page.locator("#f-since").input_value() == first
    page.locator("svg.timeline").scroll_into_view_if_needed()
    box = page.locator("svg.timeline").bounding_box()
    page.mouse.move(box["x"] + 500, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 700, box["y"] + 300, steps=4)
    with page.expect_response("**/timeline?*"):
        page.mouse.up()
    expect(page.locator("[data-timeline]")).not_to_have_attribute("data-first", first)
    assert page.locator("[data-timeline]").get_attribute("data-first") < first and "/events/" not in page.url


def test_the_timeline_moves_by_keys_and_links_the_same_way_in_arabic(page, plain, site):
    page.goto(f"{site}/ar/timeline?since=2025-04&until=2025-06")
    page.locator("svg.timeline").focus()
    with page.expect_response("**/timeline?*"):
        page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-timeline]")).not_to_have_attribute("data-first", "2025-04-01")
    later = page.locator("[data-timeline]").get_attribute("data-first")
    assert later > "2025-04-01"
    assert page.evaluate("document.activeElement.classList.contains('timeline')")
    page.evaluate("window.here = 1")
    page.get_by_role("link", name="إلى الأسبق").click()
    expect(page.locator("[data-timeline]")).not_to_have_attribute("data-first", later)
    assert page.locator("[data-timeline]").get_attribute("data-first") < later
    assert page.evaluate("window.here") == 1
    plain.goto(f"{site}/ar/timeline?since=2025-04&until=2025-06")
    plain.get_by_role("link", name="قرّب").click()
    assert plain.locator("[data-timeline]").get_attribute("data-first") > "2025-04-01"
    plain.locator("a.dot").first.dispatch_event("click")


def test_the_map_is_zoomed_and_set_back(page, site):
    page.goto(f"{site}/ar/map?region=world")
    picture = page.locator("svg.world")
    whole = picture.get_attribute("viewBox")
    before = page.evaluate(_BOXES, ".spot circle")
    picture.focus()
    for _ in range(3):
        page.keyboard.press("+")
    zoomed = [float(n) for n in picture.get_attribute("viewBox").split()]
    assert zoomed[2] < 500
    after = page.evaluate(_BOXES, ".spot circle")
    assert all(abs((a[2] - a[0]) - (b[2] - b[0])) < 1 for a, b in zip(before, after, strict=True))
    page.keyboard.press("ArrowRight")
    assert float(picture.get_attribute("viewBox").split()[0]) > zoomed[0]
    page.get_by_role("button", name="كما كان").click()
    assert [float(n) for n in picture.get_attribute("viewBox").split()] == pytest.approx([float(n) for n in whole.split()])


def test_a_dragged_map_is_no_click(page, site):
    page.goto(f"{site}/en/map?region=middle-east")
    picture = page.locator("svg.world")
    picture.focus()
    page.keyboard.press("+")
    spot = page.locator(".spot circle").last.bounding_box()
    page.mouse.move(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2)
    page.mouse.down()
    page.mouse.move(spot["x"] + 60, spot["y"] + 40, steps=5)
    page.mouse.up()
    assert "/map" in page.url
    page.locator(".spot").last.dispatch_event("click")
    page.wait_for_url("**/en/?*place=*")


def test_the_network_shows_who_has_to_do_with_whom(page, site):
    page.goto(f"{site}/en/network?limit=20")
    ball = page.locator(".ball[data-key=OMN]")
    ball.hover()
    lit = page.evaluate("[...document.querySelectorAll('.ball.lit')].map(b => b.dataset.key)")
    ties = page.evaluate("[...document.querySelectorAll('.tie')].map(t => [t.dataset.one, t.dataset.other])")
    assert set(lit) == {"OMN", *(other for tie in ties if "OMN" in tie for other in tie)}
    page.mouse.move(2, 2)
    assert page.locator(".asks").count() == 0
    ball.focus()
    assert page.locator(".ball.lit").count() == len(lit)
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/OMN")


def _line(page, selector):
    return page.evaluate("(s) => getComputedStyle(document.querySelector(s)).backgroundImage", selector)


def test_layers_are_switched_without_scripts(plain, site):
    plain.goto(f"{site}/ar/articles/{POSTPONED}")
    shown = _line(plain, ".article-text .is-trigger")
    plain.get_by_label("الأحداث", exact=True).uncheck()
    hidden = _line(plain, ".article-text .is-trigger")
    assert shown != hidden and "rgba(0, 0, 0, 0)" in hidden
    plain.get_by_label("الأوقات", exact=True).uncheck()
    colour = "getComputedStyle(document.querySelector('.article-text .in-times')).color == getComputedStyle(document.querySelector('.article-text p')).color"
    assert plain.evaluate(colour)


def test_a_mark_leads_to_its_entry_and_back_without_scripts(plain, site):
    plain.goto(f"{site}/en/articles/{POSTPONED}")
    plain.locator(".article-text .is-trigger").first.click()
    assert plain.url.endswith("#e1")
    assert plain.evaluate("document.querySelector('#e1').matches(':target')")
    plain.locator("#e1").get_by_role("link", name="In the text", exact=True).click()
    assert plain.evaluate("document.querySelector('.article-text :target').textContent").startswith("الجولة")


def test_marks_and_entries_answer_each_other(page, site):
    page.goto(f"{site}/en/articles/{POSTPONED}")
    page.locator("#s2").hover()
    assert page.evaluate("[...document.querySelectorAll('.article-text .lit')].map(p => p.textContent).join('')").startswith("وقال")
    page.locator(".article-text .is-trigger").first.hover()
    assert page.locator("#e1.lit").count() == 1
    page.locator(".article-text .in-entities").first.click()
    assert page.evaluate("document.activeElement.id") == "who-badr_al_busaidi" and page.url.endswith("#who-badr_al_busaidi")
    page.get_by_role("checkbox", name="Actors and places").uncheck()
    page.locator(".article-text .in-entities").first.click()
    assert page.evaluate("document.activeElement.id") == "e1"


def test_arabic_letters_stay_joined_across_marks(page, site):
    """A mark that ends within a word must not change how wide the word is."""
    page.goto(f"{site}/ar/articles/{POSTPONED}")
    page.evaluate("document.fonts.ready")
    wide = page.evaluate("""() => {
      const text = document.querySelector('.article-text'), made = text.cloneNode(true), plain = text.cloneNode(true);
      for (const p of plain.querySelectorAll('p')) p.textContent = p.textContent;
      const widths = [made, plain].map((one) => {
        one.style.cssText = 'position:absolute;white-space:nowrap;inline-size:max-content;max-inline-size:none';
        text.after(one);
        const all = [...one.querySelectorAll('p')].map((p) => { p.style.inlineSize = 'max-content'; return p.getBoundingClientRect().width; });
        one.remove();
        return all;
      });
      return widths;
    }""")
    assert all(abs(a - b) < 1.5 for a, b in zip(*wide, strict=True)), wide


@pytest.mark.parametrize("scripts", [True, False])
def test_judging(chromium, own, scripts):
    address, store = own
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{address}/en/articles/{POSTPONED}")
    page.get_by_label("Your name").fill("ليلى")
    page.locator("#e1").get_by_role("button", name="Right").click()
    assert page.url.endswith("#e1") and page.locator("#e1 .judged-right").is_visible()
    page.locator("#e2").get_by_role("link", name="Correct").click()
    assert page.get_by_label("Your name").input_value() == "ليلى"
    page.locator("select[name=status]").select_option("hypothetical")
    page.get_by_role("button", name="Correct this field: Status").click()
    assert page.url.endswith("#e2") and page.locator("#e2 .judged-corrected").is_visible()
    assert page.locator("#e2").get_by_text("Possible").is_visible()
    with store.reading() as connection:
        assert [(str(j.verdict), j.field, j.value, j.author) for j in judgements_of(connection)] == [
            ("right", None, None, "ليلى"), ("corrected", "status", "hypothetical", "ليلى")
        ]  # fmt: skip
    context.close()


def test_a_name_is_needed_and_enter_judges_nothing(page, own):
    address, store = own
    page.goto(f"{address}/ar/articles/{POSTPONED}")
    page.locator("#e1").get_by_role("button", name="صحيح").click()
    assert page.evaluate("document.activeElement.id") == "author"
    page.get_by_label("اسمك").fill("ليلى")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    with store.reading() as connection:
        assert list(judgements_of(connection)) == []


def test_a_pasted_text_is_read_and_a_file_is_dropped(page, own):
    address, _ = own
    text = "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الإيراني عباس عراقجي في موسكو أمس."
    page.goto(f"{address}/ar/read")
    page.get_by_label("نص المقالة بالعربية").fill(text)
    page.get_by_role("button", name="اقرأ", exact=True).click()
    assert page.locator("#e1").is_visible() and page.locator(".article-text").inner_text() == text
    page.goto(f"{address}/en/read")
    dropped = page.evaluate_handle(
        "(text) => { const d = new DataTransfer(); d.items.add(new File([text], 'a.txt', {type: 'text/plain'})); return d; }", text
    )
    page.dispatch_event(".sheet", "drop", {"dataTransfer": dropped})
    page.locator("#e1").wait_for()
    assert page.locator(".article-text").inner_text() == text


def test_a_pair_prints_with_its_curve(page, site):
    page.goto(f"{site}/ar/pairs/IRN/USA")
    page.emulate_media(media="print")
    assert page.locator("svg.curve").is_visible() and not page.locator(".sections").is_visible()
    assert len(page.pdf()) > 10_000
