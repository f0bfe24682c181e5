"""Snapshots → changes → effects. All pure but ``poll``, which is the short shell."""
