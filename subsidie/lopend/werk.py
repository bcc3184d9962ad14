"""What netwerken in their year want of the academie. Importing this registers it."""

from django.db.models import Exists, OuterRef, Q

from kern.adres import reverse
from kern.tijd import dag
from subsidie.beoordeling.access import find_aanvragen
from subsidie.lopend.bevoegd import IN_JAAR
from subsidie.lopend.models import Nakoming, Tussenbericht, Wijziging
from subsidie.werklijst import Werkrij, werk

_WAT = {"wijziging": "vraagt een wijziging", "gemeld": "meldt een voorwaarde", "hulp": "wil iets bespreken"}


@werk("Vragen van netwerken die lopen", "Een wijziging, een voorwaarde of een bericht van halverwege.")
def list_vragen(user) -> list[Werkrij]:
    berichten = Tussenbericht.objects.filter(aanvraag=OuterRef("pk"))
    hulp = berichten.filter(gezien_op=None).exclude(keuze=Tussenbericht.Keuze.GOED)
    rows = find_aanvragen(user).filter(status__in=IN_JAAR).annotate(
        wijziging=Exists(Wijziging.objects.open().filter(aanvraag=OuterRef("pk"))),
        gemeld=Exists(Nakoming.objects.open().filter(voorwaarde__besluit__aanvraag=OuterRef("pk"))),
        hulp=Exists(hulp),
    )  # fmt: skip
    rows = rows.filter(Q(wijziging=True) | Q(gemeld=True) | Q(hulp=True)).order_by("updated_at", "pk")
    return [_make(rij) for rij in rows.defer("antwoorden", "regelingversie__inhoud")]


def _make(aanvraag):
    wat = [woord for naam, woord in _WAT.items() if getattr(aanvraag, naam)]
    url = reverse("subsidie:academie_jaar", args=[aanvraag.sleutel])
    return Werkrij(aanvraag, " en ".join(wat), url, f"loopt sinds {dag(aanvraag.status_sinds)}")
