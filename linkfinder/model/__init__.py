"""The types that all packages share: frozen dataclasses and enums, without input and output."""
