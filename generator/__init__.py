"""Aftercare: a company's YAML becomes a care knowledge base and inspection calendars."""

from importlib.metadata import version

__version__ = version("aftercare")
