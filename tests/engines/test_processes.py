"""Many processes give what one gives, in the same order; a document that cannot be coded does not stop the rest."""

import subprocess
import sys

from musnad import engines
from musnad.engines import Coded, Failure, code_many, processes
from musnad.record import Document

TEXTS = ["زار عراقجي موسكو أمس.", "فرضت واشنطن عقوبات على إيران.", "قال لافروف إن المحادثات مفيدة."]
DOCUMENTS = [Document(f"d{n}", TEXTS[n % 3], published="2025-04-17") for n in range(60)]


def test_two_processes_give_the_same_lines_in_the_same_order():
    alone = list(code_many(DOCUMENTS, 1))
    together = list(code_many(DOCUMENTS, 2))
    assert alone == together
    assert [c.id for c in together] == [d.id for d in DOCUMENTS]


def test_input_is_read_as_it_is_needed():
    taken = []

    def endless():
        n = 0
        while True:
            taken.append(n)
            yield Document(f"d{n}", TEXTS[n % 3])
            n += 1

    results = code_many(endless(), 2)
    for _ in range(5):
        assert isinstance(next(results), Coded)
    results.close()
    assert len(taken) < 400


def test_a_fault_of_ours_becomes_a_failure_with_the_document(monkeypatch):
    def broken(document, tagger):
        raise ValueError("oh")

    monkeypatch.setattr(processes, "code", broken)
    (failure,) = engines.code_many(DOCUMENTS[:1], 1)
    assert isinstance(failure, Failure)
    assert failure.document == DOCUMENTS[0] and "ValueError: oh" in failure.reason


SCRIPT = """
from musnad import Document
from musnad.engines import code_many
print(sum(1 for _ in code_many([Document(f"d{n}", "زار عراقجي موسكو أمس.") for n in range(40)], 2)))
"""


def test_a_script_that_starts_processes_without_a_guard_is_told_so(tmp_path):
    script = tmp_path / "unguarded.py"
    script.write_text(SCRIPT, "utf-8")
    told = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120).stderr
    assert "__main__" in told.splitlines()[-1] and "memory" not in told
    assert told.count("Traceback") == 1, "processes that can't begin say nothing of their own"
