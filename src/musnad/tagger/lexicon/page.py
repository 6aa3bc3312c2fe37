"""A document taken apart once for all finders: tokens, sentences, quotations, and readings of words as verbs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, cached_property
from typing import NamedTuple

from musnad.knowledge.tables import cells, rows
from musnad.language.clitics import stems
from musnad.language.folding import folded
from musnad.language.quotes import Quotation, quotations
from musnad.language.sentences import sentences
from musnad.language.tokens import Token, tokens
from musnad.language.verbs import Inflection, forms


class Reading(NamedTuple):
    """A word read as a verb: «وسلمته» is و + سلّم (3fs perfect) + ه."""

    verb: str
    person: str
    tense: str
    proclitics: str
    enclitic: str


@cache
def verb_forms() -> Mapping[str, tuple[tuple[str, Inflection], ...]]:
    """Folded form → verbs (folded perfect) it may belong to, from the table of verbs."""
    found: dict[str, list[tuple[str, Inflection]]] = defaultdict(list)
    for row in rows("lexicon/verbs"):
        perfect, imperfect = folded(row["perfect"]), folded(row["imperfect"])
        for form, inflections in forms(perfect, imperfect).items():
            for inflection in inflections:
                if (perfect, inflection) not in found[form]:
                    found[form].append((perfect, inflection))
    return {form: tuple(values) for form, values in found.items()}


@cache
def masdars() -> Mapping[str, str]:
    """Folded verbal noun → its verb's folded perfect."""
    return {folded(m): folded(row["perfect"]) for row in rows("lexicon/verbs") for m in cells(row["masdar"])}


@cache
def readings(form: str) -> tuple[Reading, ...]:
    """All ways to read a folded form as a verb of the table."""
    known = verb_forms()
    out = []
    for cut in stems(form):
        front = cut.proclitics
        if front.strip("وفس") or (front.endswith("س") and len(front) > 2):
            continue
        stem = cut.stem
        for verb, inflection in known.get(stem, ()):
            if "س" in front and inflection.tense != "imperfect":
                continue
            if cut.enclitic in {"ني", "ي"} and inflection.tense == "perfect" and cut.enclitic == "ي":
                continue
            out.append(Reading(verb, inflection.person, inflection.tense, front, cut.enclitic))
    out.sort(key=lambda r: (len(r.enclitic), len(r.proclitics), r.person[0] != "3", r.tense == "imperfect"))
    return tuple(out)


class Page:
    """A text with its tokens and sentences. `bounds[i]` is the token range of sentence `i`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = tokens(text)
        self.quotes: list[Quotation] = quotations(text)
        self.sentences = sentences(text, self.quotes)
        self._starts = [t.start for t in self.tokens]
        self.bounds = [(self.token_at(a), self.token_at(b)) for a, b in self.sentences]
        self.sentence_of = [0] * len(self.tokens)
        for n, (a, b) in enumerate(self.bounds):
            for i in range(a, b):
                self.sentence_of[i] = n

    def token_at(self, offset: int) -> int:
        """Index of the first token that starts at or after a source offset."""
        return bisect_left(self._starts, offset)

    def token_in(self, offset: int) -> int:
        """Index of the token that holds a source offset, or of the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def gap(self, i: int) -> str:
        """The folded text before token `i`."""
        return self.tokens[i].gap if i < len(self.tokens) else "\n"

    @cached_property
    def verbs(self) -> list[Reading | None]:
        """Each token's reading as a finite verb where its surroundings allow one, else None."""
        return [self._verb(i) for i in range(len(self.tokens))]

    def _verb(self, i: int) -> Reading | None:
        token = self.tokens[i]
        found = readings(token.form)
        if not found:
            return None
        best = found[0]
        before = self.tokens[i - 1].form if i and self.sentence_of[i - 1] == self.sentence_of[i] else ""
        close = not self.gap(i).strip()
        if close and before in PREPOSITIONS:
            return None
        if token.form in NOT_VERBS:
            return None
        bare = token.form
        ambiguous = bare in masdars() or any(c.stem in masdars() and c.proclitics in {"", "و"} for c in stems(bare)[:3])
        if ambiguous and best.tense == "perfect":
            if best.proclitics == "" and close and before and before not in BEFORE_VERBS and not _is_verb_form(before):
                return None
            if close and _is_verb_form(before) and before not in AUXILIARIES:
                return None
        return best


@cache
def _is_verb_form(form: str) -> bool:
    return bool(readings(form)) and form not in NOT_VERBS


def _set(words: str) -> frozenset[str]:
    return frozenset(folded(w) for w in words.split())


PREPOSITIONS = _set(
    "في من إلى على عن مع بين لدى ضد نحو تجاه إزاء حول خلال بعد قبل منذ حتى عبر دون بدون عند أمام وراء فوق تحت داخل خارج "
    "بشأن بسبب إثر عقب قبيل بعيد لغاية حيال بخصوص ضمن وسط رغم بهدف بغية نتيجة وفي ومن وعلى وإلى ومع وعن وبين الى كل أي جميع "
    "أول غير عدم بعض هذا هذه ذلك تلك"
)
"""Prepositions and determiners: what follows one of them is not a finite verb."""
BEFORE_VERBS = _set("ان أن إن قد وقد لقد كان كانت وكان وكانت الذي التي الذين حيث إذ كما فيما بينما لم لن لا ما سوف ثم أنه أنها إنه إنها هو هي "
                    "وأن وإن فقد مما بعدما عندما وهو وهي حين")  # fmt: skip
AUXILIARIES = _set("كان كانت وكان وكانت يكون تكون كانا كانوا ليس ليست بدأ بدات قد")
NOT_VERBS = _set(
    "بين وبين على علي حتى أن إن كل منذ هذا أول عام وزير وفد فيما بيان بيانا الآن أمس غدا مع من ومن عن يوم يمكن ان او أو ثم "
    "هناك هنا وهناك قبل وقبل أيده يعد عدد حل بها به فيه وقت احد علم أمر كم ايران سنة أخذ أخرى اي أي حد حيث عند وفي ترك نحو تركيا نقل حين ويوم"
)
"""Frequent words that look like forms of a verb in the table and are almost never one in the news."""
