"""The frame of all pages: languages, colours, errors, files."""

import pytest


@pytest.mark.parametrize(
    ("wanted", "to"), [("", "/ar/"), ("en-GB,en;q=0.9", "/en/"), ("fr,ar;q=0.4,en;q=0.3", "/ar/"), ("ar;q=x", "/ar/")]
)
def test_the_first_page_is_in_the_language_that_the_browser_asks_for(client, wanted, to):
    answer = client.get("/", headers={"accept-language": wanted}, follow_redirects=False)
    assert answer.headers["location"] == to


@pytest.mark.parametrize(("lang", "dir", "other"), [("ar", "rtl", "en"), ("en", "ltr", "ar")])
def test_a_page_says_its_language_and_leads_to_itself_in_the_other(client, lang, dir, other):
    text = client.get(f"/{lang}/about?x=1").text
    assert f'<html lang="{lang}" dir="{dir}">' in text
    assert f'href="/{other}/about?x=1"' in text


def test_colours_are_chosen_by_a_link_that_leads_back(client):
    answer = client.get("/en/scheme/dark", params={"back": "/en/about?x=1"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/about?x=1")
    assert '<html lang="en" dir="ltr" data-scheme="dark">' in client.get("/en/about", headers={"cookie": "scheme=dark"}).text


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "/x\r\nSet-Cookie: a=b"])
def test_a_link_that_chooses_colours_leads_to_no_other_server(client, back):
    answer = client.get("/en/scheme/light", params={"back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_an_unknown_address_is_answered_in_the_page_s_language(client):
    answer = client.get("/ar/nowhere")
    assert answer.status_code == 404
    assert "لا صفحة في هذا العنوان" in answer.text


def test_no_page_has_script_or_style_of_its_own(client):
    text = client.get("/ar/about").text
    assert "<style" not in text and "style=" not in text and "<script>" not in text
