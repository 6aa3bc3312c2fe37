"""Reports made by hand: «زار عراقجي موسكو» as several articles may tell it."""

from musnad.merging import Carrier, Party, Report, Utterance, Voice
from musnad.merging.reports import words

ARAGHCHI = Party("actor", "Q14866042", "person", "IRN")
LAVROV = Party("recipient", "Q58217", "person", "RUS")
PUTIN = Party("recipient", "Q7747", "person", "RUS")


def state(code, role="actor"):
    """A state as a party."""
    return Party(role, code, "state", code)


def carrier(article, outlet=None, moment="2025-04-18", copies=None):
    """An article that copies none, unless said."""
    return Carrier(article, outlet or f"outlet {article}", moment, article if copies is None else copies)


def report(
    article, *parties, id=None, type="CONSULT", mode=None, status="occurred", place=None, when="2025-04-17", voices=(), text="", round=None,
    **about,
):  # fmt: skip
    """A report; `when` a day, two days joined by a stroke, or None; `place` as «RUS moscow»."""
    country, _, city = (place or "").partition(" ")
    earliest, latest = (when[:10], when[-10:]) if when else (None, None)
    return Report(
        id or article * 10, carrier(article, **about), type, mode, status, tuple(parties), place and (city or country), country or None,
        earliest, latest, tuple(Voice(stance, chain) for stance, chain in voices), words([text]), round,
        core=words([text]),
    )  # fmt: skip


def utterance(article, speaker, text, id=None, kind="person", chain=(), **about):
    """An utterance."""
    return Utterance(id or article * 10, carrier(article, **about), speaker, kind, tuple(chain), words([text]))
