"""Events made by hand, for pages and headlines."""

from musnad.asking import Article, Event, Mark, Part, Quote, Report, Who

IRAN = Who(key="IRN", kind="state", name="طهران", en="Iran", country="IRN")
AMERICA = Who(key="USA", kind="state", name="واشنطن", en="United States", country="USA")
ISRAEL = Who(key="ISR", kind="state", name="إسرائيل", en="Israel", country="ISR")
OMAN = Who(key="OMN", kind="state", name="مسقط", en="Oman", country="OMN")
ARAGHCHI = Who(key="person:abbas araghchi", kind="person", name="عراقجي", en="Abbas Araghchi", country="IRN")
LAVROV = Who(key="person:sergey lavrov", kind="person", name="لافروف", en="Sergey Lavrov", country="RUS")
OFFICIALS = Who(key="anon:مسوولون", kind="anon", name="مسؤولون أميركيون", country="USA")
MUSCAT = Who(key="place:muscat", kind="place", name="العاصمة العمانية", en="Muscat", country="OMN")
MOSCOW = Who(key="place:moscow", kind="place", name="موسكو", en="Moscow", country="RUS")
ARTICLE = Article(id="a" * 16, name="a1", outlet="وكالة النورس", published="2025-04-18", title="عنوان", url=None, copies="0" * 16)


def event(type="CONSULT", mode=None, actors=(IRAN,), recipients=(AMERICA,), mediators=(), trigger="كلام", **fields):
    """An event with one report; `trigger` is the word that names the act in it."""
    report = Report(
        id="e" * 16, local="e1", article=ARTICLE, type=type, mode=mode, status="occurred", when="2025-04-12", place=None, actors=actors,
        recipients=recipients, participants=(), claims=(), contexts=(), quotes=(Quote(start=7, end=7 + len(trigger), text=trigger, marks=(Mark(start=7, end=7 + len(trigger), what="trigger"),)),), confidence=0.9,
    )  # fmt: skip
    given = {
        "id": "e" * 16, "type": type, "mode": mode, "status": "occurred", "outcome": "happened", "stance": "asserted", "day": "2025-04-12", "first": "2025-04-12",
        "last": "2025-04-12", "place": None, "actors": actors, "recipients": recipients, "contexts": (), "sources": 1, "reports": 1, "outlets": ("وكالة النورس",),
        "participants": tuple(Part(role="mediator", who=who) for who in mediators), "contradicted": (), "cameo": "040", "goldstein": 1.0,
        "quad": "verbal cooperation", "confidence": 0.9, "evidence": report,
    }  # fmt: skip
    return Event(**{**given, **fields})
