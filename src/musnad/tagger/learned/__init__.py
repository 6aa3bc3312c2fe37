"""The trained tagger: one small encoder reads a stretch of text once and gives spans and the arcs between them."""

from musnad.tagger.learned.tag import tag

__all__ = ["tag"]
