"""Torture of the whole service: kills, stale saves, damaged files, hostile strings, bad rows. ``python -m tests.torture``."""
