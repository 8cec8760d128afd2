"""`sayso` reads reports of armed conflict and answers, for each claim: on whose say-so?"""

from importlib.metadata import version

__all__ = ["__version__"]

__version__ = version("sayso")
