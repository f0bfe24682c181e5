"""Channels to clients: one file each. Its first lines come with the messages to clients (DESIGN, «The house»)."""
