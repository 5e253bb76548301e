"""The words every room speaks: frozen dataclasses and enums, without input or output."""
