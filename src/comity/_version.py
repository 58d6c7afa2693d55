"""The version of the code."""

__version__ = "0.1.0"
