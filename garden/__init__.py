"""garden: a garden of the people you would miss.  Nothing is imported here, so that a plain command starts fast."""

__version__ = "0.1.0"
