"""The pack as Excel workbooks, one a department: going out, and merging back what was changed."""

from knowledge.workbooks.exporting import export
from knowledge.workbooks.merging import Merge, merge

__all__ = ["Merge", "export", "merge"]
