"""A linear model of hashed character n-grams: how much a text resembles invitations more than their look-alikes.

It reads no words, so that a language without spaces is like any other. A page is read in windows of a few sentences
with its title, since an invitation may be one answer of an FAQ; the window most like an invitation counts.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from evaluation.mini_documents.documents import FOLDER as DOCUMENTS_FOLDER
from evaluation.mini_documents.documents import MiniDocument, mini_documents
from linkfinder.kinds.statements import read_statements
from linkfinder.model.niche import Niche
from linkfinder.model.page import Page, PageClass
from linkfinder.text.folding import fold

Numbers: TypeAlias = NDArray[np.int64]
Matrix: TypeAlias = NDArray[np.float64]

BITS = 17
"""The logarithm of the number of weights: 131,072."""

_SIZES = (3, 4, 5)
_PRIME, _MIX = np.uint64(1_000_003), np.uint64(0x9E3779B97F4A7C15)
_PENALTY, _STEPS = 1e-5, 60

_WINDOW, _STRIDE, _MOST_WINDOWS = 6, 3, 40
"""Sentences of a window, between the starts of two windows, and windows of a page that are read.

Windows of 4 to 12 sentences differed by 0.004 of average precision beside the points of the judge.
"""

_LONGEST = 1500
"""Characters of a window that are read."""

_MOST = 4.0
"""The logarithm of the odds is cut here: the model is surer of itself than it is right."""


@dataclass(frozen=True, slots=True)
class TextModel:
    """The weights of the n-grams, and a constant."""

    weights: Matrix
    constant: float

    def odds(self, text: str) -> float:
        """Return the logarithm of the odds, from -4 to 4, that a text invites."""
        grams = n_grams(text)
        total = float(self.weights[grams].sum()) / max(1.0, float(np.sqrt(len(grams)))) + self.constant
        return max(-_MOST, min(_MOST, total))

    def odds_of_page(self, page: Page, niche: Niche) -> float:
        """Return the odds of the window of a page that resembles an invitation most; a missing page has the lowest."""
        if page.page_class is not PageClass.NORMAL:
            return -_MOST
        sentences = [statement.text for statement in read_statements(page, niche).statements]
        starts = range(0, max(1, len(sentences)), _STRIDE)[:_MOST_WINDOWS]
        return max(self.odds(_window(page.title, sentences[start : start + _WINDOW])) for start in starts)

    def save(self, path: Path) -> None:
        """Store the weights as numbers and nothing else."""
        np.savez_compressed(path, weights=self.weights.astype(np.float32), constant=np.array(self.constant))


def load_model(path: Path) -> TextModel:
    """Return stored weights; a file with anything but numbers is refused by numpy with a ValueError."""
    with np.load(path, allow_pickle=False) as stored:
        return TextModel(stored["weights"].astype(np.float64), float(stored["constant"]))


def n_grams(text: str) -> Numbers:
    """Return the different hashed n-grams of a text, each once, in ascending order."""
    codes = np.frombuffer(f" {fold(text)} ".encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    found = []
    with np.errstate(over="ignore"):
        for size in _SIZES:
            if len(codes) >= size:
                rolled = np.full(len(codes) - size + 1, np.uint64(size))
                for offset in range(size):
                    rolled = rolled * _PRIME + codes[offset : len(codes) - size + 1 + offset]
                found.append((rolled * _MIX) >> np.uint64(64 - BITS))
    return np.unique(np.concatenate(found)).astype(np.int64) if found else np.zeros(0, dtype=np.int64)


def train(documents: Iterable[MiniDocument], *, steps: int = _STEPS) -> TextModel:
    """Return a model of documents, by accelerated gradient descent; each document has the same length of 1."""
    known = list(documents)
    grams = [n_grams(_window(each.title, each.sentences)) for each in known]
    wanted = np.array([float(each.is_wanted) for each in known])
    lengths = np.array([max(1, len(each)) for each in grams])
    rows, columns = np.repeat(np.arange(len(grams)), lengths), np.concatenate(grams)
    values = np.repeat(1 / np.sqrt(lengths), lengths)
    weights = ahead = np.zeros(1 << BITS)
    constant = 0.0
    for step in range(steps):
        odds = np.bincount(rows, weights=ahead[columns] * values, minlength=len(known)) + constant
        wrong = (1 / (1 + np.exp(-np.clip(odds, -30, 30))) - wanted) / len(known)
        slope = np.bincount(columns, weights=wrong[rows] * values, minlength=1 << BITS) + _PENALTY * ahead
        moved = ahead - _SIZE * slope
        ahead = moved + step / (step + 3) * (moved - weights)
        weights, constant = moved, constant - float(wrong.sum())
    return TextModel(weights, constant)


_SIZE = 16.0
"""The size of a step: 4 can never go too far, and documents of many languages share so little that 16 does not."""


def model_in(folder: Path) -> TextModel:
    """Return the model of today's mini-documents: the one stored in a folder, or a new one, which is stored there."""
    path = folder / f"mini_documents-{_version()}.npz"
    if path.is_file():
        return load_model(path)
    model = train(mini_documents(_A_LANGUAGE))
    folder.mkdir(parents=True, exist_ok=True)
    model.save(path)
    return model


_A_LANGUAGE = 300
"""Mini-documents in each language; 800 were no better."""


def _version() -> str:
    """Return eight hexadecimal digits that change with the lines of the documents and with the code of the model."""
    parts = sorted(path for path in DOCUMENTS_FOLDER.iterdir() if path.suffix in {".toml", ".py"})
    return hashlib.sha256(b"".join(path.read_bytes() for path in parts)).hexdigest()[:8]


def _window(title: str, sentences: Sequence[str]) -> str:
    return " ".join((title[:200], *sentences))[:_LONGEST]
