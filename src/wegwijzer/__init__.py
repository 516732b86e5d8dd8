"""Wegwijzer: a firm's problem in plain words becomes an ordered, explained, sourced roadmap."""
