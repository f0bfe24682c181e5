"""Slots, appointments and payments. Its first lines come with the booking by clients (DESIGN, «The house»)."""
