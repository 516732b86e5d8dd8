"""Wegwijzer: a firm's problem in plain words becomes an ordered, explained, sourced roadmap."""

__version__ = "0.2.0"
"""The release, by semantic versioning; what a number promises is in docs/contracts.md. It stands nowhere else."""
