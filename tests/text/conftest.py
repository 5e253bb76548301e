"""Tests of text read pages as those of analysis do."""

from tests.analysis.conftest import read, text

__all__ = ["read", "text"]
