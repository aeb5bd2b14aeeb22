"""How fast the assistant is, on this machine, in one run: ratios tell more than milliseconds."""
