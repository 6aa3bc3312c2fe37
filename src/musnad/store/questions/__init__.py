"""The SQL of questions: which rows a choice holds, page by page, and what is counted from them. `asking` makes answers of these."""

from sqlalchemy import Connection

from musnad.store.questions import choosing, counting, looking, printing
from musnad.store.questions.choosing import Choice, Key, Match

__all__ = ["Choice", "Connection", "Key", "Match", "choosing", "counting", "looking", "printing"]
