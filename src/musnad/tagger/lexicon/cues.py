"""Finding statements: reporting words with what they report, who speaks («لافروف: …»), and who passed it on («وفق إرنا»)."""

from __future__ import annotations

from dataclasses import replace

from musnad.knowledge import same_outlet
from musnad.tagger.lexicon.contents import closing, mode, opening, trim
from musnad.tagger.lexicon.reporting import CARRIED, Reporting
from musnad.tagger.spans import Arc, Cue

_PERFORMING = frozenset({"اعلن", "قرر"})
_REST = 40
"""Letters between reported words and the source named at the sentence's end that make them a report of their own."""


def find_cues(words: Reporting, own_outlet: str | None) -> list[Cue]:
    """All cues of a page in text order; the article's own outlet passes nothing on."""
    own = _own(words, own_outlet)
    out = [cue for n in range(len(words.page.bounds)) for cue in _sentence(words, n, own)]
    out.sort(key=lambda c: (c.content[0], c.start))
    return out


def _own(words: Reporting, outlet: str | None) -> frozenset[int]:
    """The mentions that name the article's own outlet, however that is written («skynews», «Sky News Arabia», «عكاظ»)."""
    if not outlet:
        return frozenset()
    mentions = words.syntax.mentions
    return frozenset(k for k, m in enumerate(mentions) if m.kind == "outlet" and m.key and same_outlet(m.key, outlet))


def _sentence(words: Reporting, n: int, own: frozenset[int]) -> list[Cue]:
    start, stop = words.page.bounds[n]
    heads = [i for i in range(start, stop) if i in words.heads]
    tails = [i for i in range(start, stop) if i in words.tails]
    found: list[Cue] = []
    headline = _headline(words, n)
    if headline:
        found.append(headline)
    for i in heads:
        if any(c.content[0] <= words.page.tokens[i].start < c.content[1] and c.mode == "direct" for c in found):
            continue
        cue = _cue(words, i, stop, tails, own)
        if cue:
            found.append(cue)
    if tails:
        found = _relayed(words, found, tails, n, own)
    return found


def _headline(words: Reporting, n: int) -> Cue | None:
    """«لافروف: موسكو ستطرد…», «البحرين: …» in the first sentence or as a paragraph's opening."""
    page, s = words.page, words.syntax
    start, stop = page.bounds[n]
    if n > 2 or stop - start < 4 or start >= len(s.owner):
        return None
    k = s.owner[start]
    if k < 0 or s.first[k] != start or s.last[k] + 1 >= stop:
        return None
    after = s.last[k] + 1
    if ":" not in page.gap(after) or s.mentions[k].kind not in {"person", "state", "body", "igo", "group"}:
        return None
    colon = page.text.find(":", s.mentions[k].end)
    a, b = trim(page, page.tokens[after].start, page.sentences[n][1])
    if b - a < 8 or words.heads.get(after):
        return None
    return Cue(s.mentions[k].start, colon + 1, (a, b), mode(page, a, b), (Arc("speaker", k),), score=0.7)


def _cue(words: Reporting, i: int, stop: int, tails: list[int], own: frozenset[int]) -> Cue | None:
    """The word of saying at token `i` with its content, its speaker, and the sources before the content."""
    verb, person, form = words.heads[i]
    page, s = words.page, words.syntax
    opened = opening(words, i, stop, verb, form)
    if opened is None:
        return None
    begin, quote, between = opened
    span = closing(words, begin, quote, i, stop, tails)
    if span is None or span[1] - span[0] < 6:
        return None
    arcs: list[Arc] = []
    stance = verb.stance
    speakers = s.subject(i) if form == "verb" else ()
    token = page.tokens[i]
    inner = [k for k in s.within(i + 1, between) if k not in speakers]
    vias: list[int] = []
    if verb.kind == "relay":
        origin = next((k for k in inner if s.prep[k] in {"عن", "الي"} or page.tokens[s.first[k] - 1].form == "لسان"), None)
        if origin is None and speakers and s.mentions[speakers[0]].kind != "outlet":
            if verb.verb != "نقل":
                return None
        if origin is not None:
            vias = list(speakers)
            speakers = s.group(origin)
    for k in inner:
        if s.mentions[k].kind == "outlet" and k not in vias and k not in speakers:
            if s.prep[k] == "ل" or (s.first[k] and page.tokens[s.first[k] - 1].form in CARRIED):
                vias.append(k)
    for t in tails:
        if i < t < between:  # «ذكرت وكالة X نقلا عن Y أن»
            sources = words.tails[t].sources
            if page.tokens[t].form.startswith("نقلا") or page.tokens[t].form.startswith("ونقلا"):
                vias = list(speakers)
                speakers = sources
            else:
                vias += [k for k in sources if k not in vias]
    arcs += [Arc("speaker", k) for k in speakers]
    arcs += [Arc("via", k) for k in vias if k not in own]
    continues = verb.kind == "continue" or form in {"participle", "saying"}
    return Cue(
        token.start, token.end, span, mode(page, *span), tuple(arcs), stance, continues, person,
        0.9 if quote or form == "verb" else 0.8, performs=verb.verb in _PERFORMING,
    )  # fmt: skip


def _relayed(words: Reporting, found: list[Cue], tails: list[int], n: int, own: frozenset[int]) -> list[Cue]:
    """The sentence's cues with the source phrases that pass them on; a phrase with no cue is one itself («وفق إرنا، …»)."""
    page, (start, stop) = words.page, words.page.bounds[n]
    out = list(found)
    for t in tails:
        after, end, sources = words.tails[t]
        offset = page.tokens[t].start
        arcs = tuple(Arc("via", k) for k in [k for k in sources if k not in own][:1])  # a chain has one hand after the other
        touched = False
        for c, cue in enumerate(out):
            if (
                cue.start < offset
                and all(a.role != "via" for a in cue.arcs)
                and (abs(cue.content[1] - offset) < 60 or len(found) == 1)
            ) or (cue.start < offset <= cue.content[0]):
                speakers = {a.target for a in cue.arcs if a.role == "speaker"}
                if speakers & set(sources):
                    continue
                out[c] = replace(cue, arcs=cue.arcs + arcs)
                touched = True
        rest = max((c.content[1] for c in out if c.content[1] <= offset), default=offset)
        uncovered = touched and offset - rest > _REST
        if (touched and not uncovered) or any(c.start > offset for c in out if c.content[0] - offset < 90 and t <= start + 1):
            continue
        if any(c.content[0] <= offset < c.content[1] for c in out):
            continue
        a, b = page.sentences[n]
        if t - start <= 2:
            content = trim(page, page.tokens[end].start if end < stop else b, b)
            if content[0] < content[1] and page.text[content[0] : content[1]].startswith("فإن "):
                content = (content[0] + 4, content[1])
        else:
            previous = max((c.content[1] for c in out if c.content[1] <= offset), default=a)
            content = trim(page, previous, offset)
        if content[1] - content[0] < 15:
            continue
        cue_end = page.tokens[after - 1].end
        out.append(
            Cue(
                offset,
                cue_end,
                content,
                mode(page, *content),
                tuple(Arc("speaker", k) for k in sources[:1]),
                score=0.6,
                source=True,
            )
        )
    return out
