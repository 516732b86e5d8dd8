"""Passing a firm's question on, the firm's own pages of it, and reporting what went wrong."""
