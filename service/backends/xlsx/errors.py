"""What parsing damaged parts may raise, whatever the damage."""

DAMAGE = (ValueError, LookupError, ArithmeticError, AssertionError)
"""A number that is none, a place that is not there, a count beyond all bounds, a shape that the standard rules out.

They are caught in exactly two places, where a file is opened and where a write is put together, and become an error
with a code: a stranger's file must never stop the service. Type and attribute errors stay what they are, our own bugs.
"""
