"""Our own sentences: the patterns of `sentences.txt` filled with parties from the knowledge tables, annotated as they are made.

>>> one = next(sentences(1))
>>> sorted(one.annotation)
['entities', 'events', 'sha256', 'statements', 'times']
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hijridate import Gregorian

from musnad.knowledge import groups, organisations, outlets, states
from musnad.knowledge.facts import holder
from musnad.record import Document
from training.annotations import Annotated, digest

HERE = Path(__file__).parent
FILLINGS = 4
"""Times each pattern is filled."""
TOGETHER = 3
"""Sentences of one text: the network should see that acts of neighbouring sentences are not one."""
_LEVANT = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
]
_EGYPT = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
_TUNIS = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
_HIJRI = [
    "محرم",
    "صفر",
    "ربيع الأول",
    "ربيع الآخر",
    "جمادى الأولى",
    "جمادى الآخرة",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذي القعدة",
    "ذي الحجة",
]
_DAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
_COUNTRIES = [
    "IRN",
    "IRQ",
    "SAU",
    "TUR",
    "RUS",
    "USA",
    "FRA",
    "GBR",
    "DEU",
    "CHN",
    "EGY",
    "SYR",
    "LBN",
    "JOR",
    "ISR",
    "QAT",
    "ARE",
    "KWT",
    "OMN",
    "BHR",
    "YEM",
    "SDN",
    "LBY",
    "TUN",
    "DZA",
    "MAR",
    "ETH",
    "PAK",
    "AFG",
    "IND",
    "JPN",
    "KOR",
    "PRK",
    "UKR",
    "ITA",
    "ESP",
    "GRC",
    "VEN",
]
_OFFICES = {"fm": ("foreign_minister", "وزير الخارجية"), "dm": ("defence_minister", "وزير الدفاع"), "pm": ("prime_minister", "رئيس الوزراء"),
            "pres": ("president", "الرئيس")}  # fmt: skip
_BODIES = {"mfa": "وزارة الخارجية", "police": "الشرطة"}
_INVENTED = {"ATTACK", "CROWD", "GUNMAN", "BOMBER", "SPEAKER", "ACCUSER"}


@dataclass
class _Made:
    """A text in the making."""

    text: str = ""
    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    times: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    marks: dict[str, list[list[int]]] = field(default_factory=dict)
    opened: list[tuple[str, int]] = field(default_factory=list)

    def entity(self, key: str, kind: str, country: str | None, before: str, name: str) -> None:
        """Write `before` and `name`; the name is a mention of the entity."""
        whole = before + name
        if self.text.endswith("ل") and whole.startswith("ال") and (len(self.text) < 2 or not self.text[-2].isalpha()):
            whole, before = whole[1:], before[1:] if before else before
            name = whole[len(before) :]
        self.text += whole
        found = self.entities.setdefault(key, {"id": key, "kind": kind, "country": country, "office": None, "mentions": []})
        found["mentions"].append([len(self.text) - len(name), len(self.text)])


def sentences(seed: int = 1) -> Iterator[Annotated]:
    """All patterns, filled; the same for the same seed."""
    chance = random.Random(seed)
    lines = [
        line for line in (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    todo = lines * FILLINGS
    chance.shuffle(todo)
    for n in range(0, len(todo), TOGETHER):
        yield _text(todo[n : n + TOGETHER], chance, f"p{n}")


def _text(lines: list[str], chance: random.Random, name: str) -> Annotated:
    day = date(2009, 1, 1) + timedelta(days=chance.randrange(16 * 365))
    made = _Made()
    annotation: dict[str, Any] = {"entities": [], "times": [], "events": [], "statements": []}
    for n, line in enumerate(lines):
        sentence, _, labels = line.partition("|")
        cast = _cast(chance)
        _fill(made, sentence.strip(), cast, f"{n}.", day, chance)
        made.text += ".\n" if chance.random() < 0.3 else ". "
        _label(made, annotation, labels, f"{n}.")
    annotation["entities"] = list(made.entities.values())
    annotation["times"] = [list(t) for t in sorted(made.times.values())]
    annotation["sha256"] = digest(made.text)
    return Annotated(Document(name, made.text, None, day.isoformat()), annotation)


def _cast(chance: random.Random) -> dict[str, Any]:
    a, b, c = chance.sample(_COUNTRIES, 3)
    known = [o for o in outlets().values() if o.kind in {"agency", "newspaper", "channel"}] or list(outlets().values())
    return {"A": a, "B": b, "C": c, "O": chance.choice(known), "I": chance.choice([o for o in organisations().values() if o.kind == "igo"]),
            "G": chance.choice([g for g in groups().values() if g.category == "armed"])}  # fmt: skip


def _fill(made: _Made, pattern: str, cast: dict[str, Any], prefix: str, day: date, chance: random.Random) -> None:
    for token in re.split(r"(\{[^}]*\}|\[\w+:|\])", pattern):
        if token.startswith("["):
            made.opened.append((prefix + token[1:-1], len(made.text)))
        elif token == "]":
            key, start = made.opened.pop()
            made.marks.setdefault(key, []).append([start, len(made.text)])
        elif token.startswith("{t"):
            key, kind = token[1:-1].split(":")
            words, value = _time(kind, day, chance)
            start = len(made.text)
            made.text += words
            made.times[prefix + key] = (start, len(made.text), value)
        elif token.startswith("{"):
            _slot(made, token[1:-1], cast, prefix, day, chance)
        else:
            made.text += token


def _slot(made: _Made, slot: str, cast: dict[str, Any], prefix: str, day: date, chance: random.Random) -> None:
    letter, _, part = slot.partition(".")
    if letter == "O":
        o = cast["O"]
        made.entity(prefix + "O", "outlet", o.country or None, "", chance.choice(o.names))
    elif letter in {"I", "G"}:
        made.entity(
            prefix + letter,
            "igo" if letter == "I" else "group",
            getattr(cast[letter], "country", None) or None,
            "",
            cast[letter].names[0],
        )
    elif letter == "X":
        made.entity(
            prefix + "X",
            "anon",
            None,
            "",
            chance.choice(["مصدر مطلع", "مصادر دبلوماسية", "مصدر لم تسمه", "مسؤولين لم تسمهم", "مصدر رسمي"]),
        )
    else:
        _national(made, cast[letter], part, prefix + slot, prefix + letter, day, chance)


def _national(made: _Made, code: str, part: str, key: str, state_key: str, day: date, chance: random.Random) -> None:
    state = states()[code]
    nisba = state.nisba[0]
    if part in {"", "state"}:
        made.entity(state_key, "state", code, "", state.names[0])
    elif part == "capital":
        made.entity(state_key, "state", code, "", state.capital[0])
        made.entities[key] = made.entities[state_key]
    elif part == "place":
        made.entity(key, "place", code, "", state.capital[0])
    elif part in {"m", "f", "m0", "f2", "plural"}:
        plural = (state.nisba_plurals[0] if state.nisba_plurals else nisba + "ين") if part == "plural" else ""
        words = {"m": "ال" + nisba, "f": "ال" + nisba + "ة", "m0": nisba, "f2": nisba + "ة"}.get(part, plural)
        made.entity(state_key, "state", code, "", words)
    elif part in _OFFICES:
        office, title = _OFFICES[part]
        person = holder(code, office, day.isoformat())
        words = f"{title} ال{nisba}" if part != "pm" or " " not in nisba else title
        if person:
            made.entity(key, "person", code, words + " ", person.names[0])
        else:
            made.entity(key, "person", code, "", words)
    elif part in {"amb", "army", "spox", "anon"} or part in _BODIES:
        words = {
            "amb": f"السفير ال{nisba}", "army": f"الجيش ال{nisba}", "spox": f"المتحدث باسم الخارجية ال{nisba}ة", "anon": f"مسؤول {nisba}",
        }.get(part) or f"{_BODIES[part]} ال{nisba}ة"  # fmt: skip
        kind = {"amb": "person", "spox": "person", "anon": "anon"}.get(part, "body")
        made.entity(key, kind, code, "", words)
    else:
        raise ValueError(f"sentences.txt: no such slot {key}")


def _time(kind: str, day: date, chance: random.Random) -> tuple[str, str]:
    if kind == "hijri":
        then = day - timedelta(days=chance.randrange(5, 300))
        h = Gregorian(then.year, then.month, then.day).to_hijri()
        return f"في {h.day} {_HIJRI[h.month - 1]} {h.year} هـ", then.isoformat()
    if kind == "maghreb":
        then = day - timedelta(days=chance.randrange(1, 20))
        return f"يوم {then.day} {_TUNIS[then.month - 1]} {then.year}", then.isoformat()
    sign = 1 if kind == "future" else -1
    choice = chance.randrange(5)
    if choice == 0:
        return ("غدا" if sign > 0 else "أمس"), (day + timedelta(days=sign)).isoformat()
    if choice == 1:
        then = day + timedelta(days=sign * chance.randrange(1, 7))
        return f"{_DAYS[then.weekday()]} {'المقبل' if sign > 0 else 'الماضي'}", then.isoformat()
    then = day + timedelta(days=sign * chance.randrange(2, 200))
    if choice == 2:
        return f"في {then.day} {_LEVANT[then.month - 1]}/{_EGYPT[then.month - 1]} {then.year}", then.isoformat()
    if choice == 3:
        return f"في {_EGYPT[then.month - 1]} {then.year}", then.isoformat()[:7]
    return f"يوم {_DAYS[then.weekday()]} {then.day} {_EGYPT[then.month - 1]} {then.year}", then.isoformat()


def _label(made: _Made, annotation: dict[str, Any], labels: str, prefix: str) -> None:
    def who(name: str) -> str:
        key = prefix + name
        if name in _INVENTED:
            made.entities.setdefault(key, {"id": key, "kind": "anon", "country": None, "office": None, "mentions": []})
            return key
        if key not in made.entities and (prefix + name.split(".")[0]) in made.entities:
            key = prefix + name.split(".")[0]
        if key not in made.entities:  # «to=B» where only his office is named: the state stands for itself, unmentioned
            made.entities[key] = {"id": key, "kind": "state", "country": None, "office": None, "mentions": []}
        return str(made.entities[key]["id"])

    for label in filter(None, (part.strip() for part in labels.split(";"))):
        words = label.split()
        if words[0].startswith("c"):
            speaker, *chain = words[2].split("<")
            statement = {"speaker": who(speaker), "chain": [who(x) for x in chain], "mode": words[3]}
            content = made.marks[prefix + words[1]][0]
            annotation["statements"].append(statement | {"cue": made.marks[prefix + words[0]][0], "content": content})
            continue
        kind, _, mode = words[1].partition(".")
        event: dict[str, Any] = {"type": kind, "status": words[2], "actors": [], "recipients": [], "participants": [], "claims": []}
        if mode:
            event["mode"] = mode
        for pair in words[3:]:
            name, _, value = pair.partition("=")
            if name in {"by", "to"}:
                event["actors" if name == "by" else "recipients"] = [who(x) for x in value.split(",")]
            elif name == "at":
                event["place"] = who(value)
            elif name == "when":
                event["when"] = made.times[prefix + value][2]
            elif name in {"says", "denies"}:
                chain = [who(x) for x in value.split("<")]
                event["claims"].append({"stance": "asserts" if name == "says" else "denies", "chain": chain})
            else:
                event["participants"].append({"entity": who(value), "role": name})
        event["triggers"] = sorted(made.marks[prefix + words[0]])
        annotation["events"].append(event)
