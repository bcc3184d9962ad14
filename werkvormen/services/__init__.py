"""What happens to a werkvorm. One module per topic; the other rooms import from here."""

from werkvormen.services.favorieten import keep_favorite
from werkvormen.services.kaarten import write_kaart
from werkvormen.services.laden import Verslag, load_kaarten

__all__ = ["Verslag", "keep_favorite", "load_kaarten", "write_kaart"]
