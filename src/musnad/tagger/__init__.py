"""Taggers: a document in, labelled spans and arcs out (`musnad.tagger.spans.Tagged`)."""
