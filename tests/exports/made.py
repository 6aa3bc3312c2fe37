"""Answers made by hand, for tests of exports."""

from musnad.asking.answers import Article, Claim, Event, Mark, Part, Quote, Report, Statement, Utterance, Who
from musnad.exports import Told

IRAN = Who(key="IRN", kind="state", name="إيران", en="Iran", country="IRN")
SAUDI = Who(key="SAU", kind="state", name="السعودية", en="Saudi Arabia", country="SAU")
OMAN = Who(key="OMN", kind="state", name="عُمان", en="Oman", country="OMN")
ARAGHCHI = Who(key="Q14866042", kind="person", name="عباس عراقجي", en="Abbas Araghchi", country="IRN")
OFFICIAL = Who(key="anon:مسوول", kind="anon", name="مسؤول")
MINISTRY = Who(key="body:mod", kind="body", name="وزارة الدفاع السعودية", en="Ministry of Defence of Saudi Arabia", country="SAU")
AGENCY = Who(key="outlet:irna", kind="outlet", name="إرنا", en="IRNA", country="IRN")
UN = Who(key="Q1065", kind="igo", name="الأمم المتحدة", en="United Nations")
MUSCAT = Who(key="place:muscat", kind="place", name="مسقط", en="Muscat", country="OMN")

TEXT = "أعلنت طهران أن عباس عراقجي سيزور مسقط السبت المقبل."


def article(n=1, **fields):
    given = {
        "id": f"{n:016x}", "name": f"a{n}", "outlet": f"صحيفة {n}", "published": f"2025-04-{9 + n:02}T10:00:00+03:00",
        "title": f"خبر <{n}> & «غيره»", "url": f"https://example.org/{n}?a=1&b=2", "copies": f"{n:016x}",
    }  # fmt: skip
    return Article(**{**given, **fields})


def quote(text="سيزور مسقط", **fields):
    start = TEXT.find(text)
    given = {
        "start": max(start, 0), "end": max(start, 0) + len(text), "text": text, "before": TEXT[: max(start, 0)],
        "after": TEXT[start + len(text) :] if start >= 0 else "", "marks": (Mark(start=0, end=5, what="trigger"),),
    }  # fmt: skip
    return Quote(**{**given, **fields})


def report(n=1, **fields):
    given = {
        "id": f"{100 + n:016x}", "local": "e1", "article": article(n), "type": "CONSULT", "mode": "visit", "status": "planned",
        "when": "2025-04-12", "place": MUSCAT, "actors": (ARAGHCHI,), "recipients": (OMAN,), "participants": (),
        "claims": (Claim(stance="asserts", chain=(OFFICIAL, AGENCY)),), "contexts": ("diplomatic",), "quotes": (quote(),),
        "confidence": 0.8,
    }  # fmt: skip
    return Report(**{**given, **fields})


def event(n=1, **fields):
    given = {
        "id": f"{100 + n:016x}", "type": "CONSULT", "mode": "visit", "status": "planned", "outcome": "ahead", "stance": "asserted",
        "day": "2025-04-12", "first": "2025-04-12", "last": "2025-04-12", "place": MUSCAT, "actors": (ARAGHCHI,), "recipients": (OMAN,),
        "participants": (Part(role="mediator", who=UN),), "contexts": ("diplomatic",), "sources": 2, "reports": 2,
        "outlets": ("صحيفة 1", "صحيفة 2"), "contradicted": (), "cameo": "042", "goldstein": 1.9, "quad": "verbal cooperation",
        "confidence": 0.8, "evidence": report(n),
    }  # fmt: skip
    return Event(**{**given, **fields})


def told(n=1, **fields):
    return Told(event(n, **fields), (report(n), report(n + 1)))


def assault(n=5, **fields):
    given = {
        "type": "ASSAULT", "mode": "aerial", "status": "occurred", "outcome": "happened", "cameo": "195", "goldstein": -10.0,
        "quad": "material conflict", "actors": (SAUDI,), "recipients": (IRAN,), "place": None, "participants": (), "day": "2025-04-20",
        "first": "2025-04-20", "last": "2025-04-21", "contexts": ("military", "territory"),
    }  # fmt: skip
    return event(n, **{**given, **fields})


def meeting(n=7, **fields):
    given = {
        "mode": "meet", "status": "occurred", "outcome": "happened", "actors": (IRAN, SAUDI, OMAN), "recipients": (), "participants": (),
        "cameo": "040", "goldstein": 1.0,
    }  # fmt: skip
    return event(n, **{**given, **fields})


def utterance(n=1, **fields):
    given = {
        "id": f"{200 + n:016x}", "local": "s1", "article": article(n), "speaker": ARAGHCHI, "chain": (AGENCY,), "cue": "قال", "mode": "indirect",
        "when": "2025-04-11", "place": None, "addressee": None, "quote": quote("عباس عراقجي سيزور مسقط"), "confidence": 0.7,
    }  # fmt: skip
    return Utterance(**{**given, **fields})


def statement(n=1, **fields):
    given = {
        "id": f"{200 + n:016x}", "speaker": ARAGHCHI, "day": "2025-04-11", "sources": 1, "reports": 1, "outlets": ("صحيفة 1",),
        "evidence": utterance(n),
    }  # fmt: skip
    return Statement(**{**given, **fields})


def all_of(chunks):
    """The bytes of a stream."""
    return b"".join(chunks)
