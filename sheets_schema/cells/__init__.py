"""One cell, as people type it, to a typed value and back. Every parser raises ``Unreadable`` and nothing else."""
