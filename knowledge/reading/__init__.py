"""Reading the county's pack from its files, with faults that name file and line."""

from knowledge.reading.errors import PackError, Problem
from knowledge.reading.pack import read_pack, read_with_faults

__all__ = ["PackError", "Problem", "read_pack", "read_with_faults"]
