"""Words, dates and plurals in Dutch and English (gettext catalogue, Babel).

The English sentence in the code is the message id; `nl.po` holds its Dutch. A sentence that is missing there fails the
build (`tests/services/wording`).
"""

from services.wording.labels import label
from services.wording.speech import LANGUAGES, Language, Say, speak

__all__ = ["LANGUAGES", "Language", "Say", "label", "speak"]
