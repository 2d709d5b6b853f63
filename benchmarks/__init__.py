"""What the README's figures come from.  `python -m benchmarks` lists the programs; docs/benchmarks.md explains them.

Every figure is a ratio of two things timed in one run, in turn, so that a slow or busy machine slows both.
"""
