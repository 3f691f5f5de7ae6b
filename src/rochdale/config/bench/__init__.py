"""Speed, measured as a ratio against a yardstick in the same run: `rochdale bench NAME`."""

from rochdale.config.bench.figures import Figure, machine

__all__ = ["Figure", "machine"]
