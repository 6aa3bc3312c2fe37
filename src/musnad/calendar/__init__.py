"""Time expressions of Arabic news: finding them in a folded text, and resolving them to EDTF against a publication date.

>>> resolve("الأسبوع المقبل", "2025-04-17").value
'2025-04-21/2025-04-27'
"""

from musnad.calendar.expressions import Found, find
from musnad.calendar.resolve import Value, resolve

__all__ = ["Found", "Value", "find", "resolve"]
