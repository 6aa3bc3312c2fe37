"""A reader of pages that is stricter than browsers: what is opened is closed, ids are unique, nothing stands inline."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Markup(HTMLParser):
    """Faults of a page in `faults`; its links, ids, classes of elements, and visible text."""

    def __init__(self, page):
        super().__init__()
        self.open, self.faults, self.ids, self.links, self.targets, self.labels = [], [], [], [], [], []
        self.text, self.classes = [], []
        self.feed(page)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]
        self.faults += [f"id {one} stands twice" for one in set(self.ids) if self.ids.count(one) > 1]
        self.faults += [f"nothing has the id {one}" for one in self.targets if one not in self.ids]

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if given.get("id"):
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        for name in ("for", "aria-labelledby"):
            self.targets += (given.get(name) or "").split()
        self.classes += (given.get("class") or "").split()
        if "style" in given or tag == "style" or any(name.startswith("on") for name in given):
            self.faults.append(f"<{tag}> brings style or script of its own")
        if tag == "script" and not (given.get("src") or "").startswith("/static/"):
            self.faults.append("a script stands in the page")
        if tag == "img" and "alt" not in given:
            self.faults.append("a picture has no text in its place")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes <{self.open[-1] if self.open else ''}>")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        self.text.append(data)
