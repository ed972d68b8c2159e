"""Coordination knowledge graphs from Chinese government texts."""

__version__ = "0.1.0"
