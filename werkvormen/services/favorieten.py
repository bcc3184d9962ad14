from werkvormen.models import Favoriet, Werkvorm


def keep_favorite(werkvorm: Werkvorm, persoon, *, bewaar: bool) -> None:
    """Keep this werkvorm at hand, or no longer. Doing it twice is doing it once."""
    if bewaar:
        Favoriet.objects.get_or_create(persoon=persoon, werkvorm=werkvorm)
    else:
        Favoriet.objects.filter(persoon=persoon, werkvorm=werkvorm).delete()
