"""The first tagger: spans and arcs from lexicons and patterns."""

from musnad.tagger.lexicon.tag import tag

__all__ = ["tag"]
