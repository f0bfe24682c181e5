"""The pure core: what the firm's table means. Imports no other package of the house and does no input or output."""
