"""A brief: one subject seen from one observer on one day, as a page, a screenful of text, or data.

    >>> brief = make_brief(comity.open().view(), "XK", "US", on="2017-02-10")
    >>> write_brief(brief, "brief.html")
"""

from .brief import Brief, make_brief, write_brief
from .sections import Section, register

__all__ = ["Brief", "Section", "make_brief", "register", "write_brief"]
