"""Every page in a real browser: both languages, both schemes, narrow and wide, with and without scripts."""

from pathlib import Path

import pytest

from tests.browser.conftest import SHOTS

PAGES = {
    "day": "/",
    "day-filtered": "/?type=CONSULT&actor=IRN",
    "event": "{event}",
    "denied": "{denied}",
    "statements": "/statements",
    "statement": "{statement}",
    "search": "/search?q=إيران",
    "calendar": "/calendar?month=2025-04",
    "articles": "/articles",
    "article": "{article}",
    "actors": "/actors",
    "actor": "/actors/IRN",
    "pair": "/pairs/IRN/USA",
    "timeline": "/timeline",
    "map": "/map",
    "network": "/network",
    "read": "/read",
    "about": "/about",
    "error": "/?actor=Lavrof",
}
LANGS = ("ar", "en")
GRAVE = {"serious", "critical"}
_AXE = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(v => [v.id, v.impact, v.nodes.map(n => n.html.slice(0, 160))])"
_WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _shot(page, name):
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.fixture(params=[(name, lang) for name in PAGES for lang in LANGS], ids=lambda p: "-".join(p))
def one(request, places):
    """A page's name, language and path."""
    name, lang = request.param
    return name, lang, f"/{lang}" + PAGES[name].format(**places)


def test_nothing_grave_for_readers_who_dont_see_and_nothing_from_elsewhere(chromium, site, axe, one):
    name, lang, path = one
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page = context.new_page()
    faults, asked = [], []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + path, wait_until="load")
    page.evaluate(axe)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        grave = [found for found in page.evaluate(_AXE) if found[1] in GRAVE]
        assert not grave, f"{path}, {scheme}: {grave}"
        _shot(page, f"{name}-{lang}-{scheme}")
    assert not [fault for fault in faults if name != "error" or "status of 400" not in fault], faults
    assert all(url.startswith((site + "/", "data:")) for url in asked), asked
    context.close()


def test_no_page_is_wider_than_its_window(chromium, site, one):
    name, lang, path = one
    context = chromium.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(site + path, wait_until="load")
    for width in (320, 360, 768, 3840):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(_WIDER) <= 0, f"{path} at {width}"
        if width in (360, 3840):
            _shot(page, f"{name}-{lang}-{width}")
    context.close()


def test_pages_stand_without_scripts(chromium, site, one):
    _, lang, path = one
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + path)
    assert page.locator("h1").first.is_visible()
    assert page.locator("html").get_attribute("lang") == lang
    assert len(page.locator("main").inner_text()) > 40
    context.close()


def test_filters_paging_and_switches_work_without_scripts(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/ar/")
    page.locator(".filters summary").click()
    page.get_by_label("نوع الفعل").select_option("CONSULT")
    page.get_by_label("طرف", exact=True).fill("إيران")
    page.get_by_role("button", name="اعرض").click()
    assert "type=CONSULT" in page.url and page.locator(".event-row").count() > 3
    page.locator(".active a").first.click()
    assert "actor=" not in page.url
    page.goto(f"{site}/en/events")
    first = page.locator(".event-row a").first.get_attribute("href")
    page.get_by_role("link", name="Next").click()
    assert page.locator(".event-row a").first.get_attribute("href") != first
    page.get_by_role("link", name="Dark").click()
    assert page.locator("html").get_attribute("data-scheme") == "dark" and "after=" in page.url
    page.get_by_role("link", name="اعرض هذه الصفحة بالعربية").or_(page.locator("a[hreflang=ar]")).first.click()
    assert page.locator("html").get_attribute("dir") == "rtl" and "/ar/events?after=" in page.url
    context.close()


def test_the_keyboard_reaches_the_content_first(chromium, site):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site}/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    context.close()


def test_a_citation_is_copied_by_its_button(chromium, site, places):
    context = chromium.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page = context.new_page()
    page.goto(f"{site}/en{places['event']}")
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("Copied").wait_for()
    assert places["event"] in page.evaluate("navigator.clipboard.readText()")
    context.close()


def test_an_event_prints_without_the_furniture(chromium, site, places):
    context = chromium.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{site}/ar{places['event']}")
    page.emulate_media(media="print")
    assert not page.locator(".sections").is_visible() and not page.locator(".find").is_visible()
    assert page.locator(".tree").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert len(page.pdf()) > 10_000
    context.close()


def test_articles_are_right_to_left_on_english_pages_too(chromium, site, places):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site}/en{places['event']}")
    assert page.evaluate("getComputedStyle(document.querySelector('.quotation')).direction") == "rtl"
    assert "Naskh" in page.evaluate("getComputedStyle(document.querySelector('.quotation p')).fontFamily")
    context.close()
