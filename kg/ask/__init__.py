"""Questions in plain words: which canned query a sentence asks for, without a model.

Names first: what the workspace has names of stays whole, with dates and numbers. The rest is words of ``schema/ask.yml``. A query
answers where it explains every word and no other does so better; else the nearest are offered, or the question is refused.
"""

from kg.ask.deciding import Asked, Verdict, ask
from kg.ask.fitting import Fit
from kg.ask.lookups import lookups
from kg.ask.telling import command, told

__all__ = ["Asked", "Fit", "Verdict", "ask", "command", "lookups", "told"]
