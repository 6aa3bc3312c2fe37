"""Verbs: the written forms of a verb from its perfect and imperfect, and the way back from a form to verb, person and tense.

News Arabic is unvowelled, so passive and active mostly look alike, and one form may belong to several persons; the third
person, which news is told in, is preferred.

>>> forms("دعا", "يدعو")["دعت"]
(Inflection(person='3fs', tense='perfect'),)
>>> [i.person for i in forms("التقي", "يلتقي")["التقيا"]]
['3md']
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

WEAK = "اويى"


class Inflection(NamedTuple):
    """Person, gender, number (`3ms` `3fs` `3md` `3fd` `3mp` `1p` `1s`) and tense (`perfect` or `imperfect`)."""

    person: str
    tense: str


def forms(perfect: str, imperfect: str) -> Mapping[str, tuple[Inflection, ...]]:
    """All written forms of a verb given as folded third person masculine singular, perfect and imperfect."""
    out: dict[str, list[Inflection]] = {}

    def add(form: str, person: str, tense: str) -> None:
        out.setdefault(form, [])
        if Inflection(person, tense) not in out[form]:
            out[form].append(Inflection(person, tense))

    for form, person in _perfect(perfect, imperfect):
        add(form, person, "perfect")
    for form, person in _imperfect(imperfect):
        add(form, person, "imperfect")
    return {form: tuple(found) for form, found in out.items()}


def _perfect(verb: str, imperfect: str) -> list[tuple[str, str]]:
    stem = verb[:-1]
    if verb[-1] in "اي" and len(verb) > 2 and not (verb.endswith("ا") and imperfect.endswith("ا")):  # defective: دعا، التقى
        kept = "و" if verb.endswith("ا") and imperfect.endswith("و") else "ي"
        return [
            (verb, "3ms"), (stem + "ت", "3fs"), (stem + kept + "ا", "3md"), (stem + "تا", "3fd"), (stem + "وا", "3mp"),
            (stem + kept + "نا", "1p"), (stem + kept + "ت", "1s"),
        ]  # fmt: skip
    if verb.endswith("ا"):  # بدأ
        return [
            (verb, "3ms"), (verb + "ت", "3fs"), (verb, "3md"), (verb + "تا", "3fd"), (verb + "وا", "3mp"),
            (stem + "ووا", "3mp"), (verb + "نا", "1p"),
        ]  # fmt: skip
    first = verb
    if len(verb) > 2 and verb[-2] == "ا":  # hollow: قال → قلنا, أفاد → أفدنا
        first = verb[:-2] + verb[-1]
    elif len(verb) == 2:  # doubled: رد → رددنا
        first = verb + verb[-1]
    return [
        (verb, "3ms"), (verb + "ت", "3fs"), (verb + "ا", "3md"), (verb + "تا", "3fd"), (verb + "وا", "3mp"),
        (first + "نا", "1p"), (first + "ت", "1s"),
    ]  # fmt: skip


def _imperfect(verb: str) -> list[tuple[str, str]]:
    stem = verb[1:]
    out: list[tuple[str, str]] = []
    for prefix, person in (("ي", "3ms"), ("ت", "3fs"), ("ن", "1p"), ("ا", "1s")):
        out.append((prefix + stem, person))
        out.extend((prefix + short, person) for short in _jussive(stem))
    dual = stem[:-1] + "ي" if stem[-1] == "ا" and len(stem) > 2 else stem
    plural = stem[:-1] if stem[-1] in "ويا" else stem
    for prefix, gender in (("ي", "m"), ("ت", "f")):
        out += [(prefix + dual + "ان", f"3{gender}d"), (prefix + dual + "ا", f"3{gender}d")]
    out += [("ي" + plural + "ون", "3mp"), ("ي" + plural + "وا", "3mp")]
    return out


def _jussive(stem: str) -> list[str]:
    if stem[-1] in "ويا" and len(stem) > 2:
        return [stem[:-1]]
    if len(stem) > 2 and stem[-2] in "ويا":
        return [stem[:-2] + stem[-1]]
    return []
