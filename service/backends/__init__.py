"""Adapters of the ports: each outside program or library is spoken to in one place. Chosen in `service.wiring` only."""
