"""The catalogue: one table per kind of choice, a row per piece."""

from core.catalogue.description import describe

__all__ = ["describe"]
