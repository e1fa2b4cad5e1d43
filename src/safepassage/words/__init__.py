"""Words of both languages: catalogues that stand beside the code, one YAML file a room.

An entry is a key with a text in every language of `LANGUAGES`; ``{names}`` in a text are filled in by `say`.
A translator edits the files and no code.
"""

from safepassage.words.catalogue import LANGUAGES, Catalogue, Language, catalogue

__all__ = ["LANGUAGES", "Catalogue", "Language", "catalogue"]
