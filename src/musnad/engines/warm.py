"""Imported once before workers are forked: all tables are read then, and their memory is shared. Each worker loads the network."""

from musnad.pipeline import code
from musnad.record import Document

code(Document("warm", "التقى وزير الخارجية الروسي نظيره الإيراني في موسكو أمس الأحد."), "lexicon")
