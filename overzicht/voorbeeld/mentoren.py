"""Who guides the demo group helps others; who guides another one asks for a mentor."""

from kern.tijd import werkochtend_voor
from netwerken.models import Mentoraanbod, Mentorvraag
from overzicht.voorbeeld.mensen import DOMEIN
from personen.models import Persoon

VRAAG = "Dit is mijn eerste netwerk. Hoe houd je de groep aan het werk als jij zelf even niets zegt?"
VRAAG_GEKOPPELD = (
    "Wij praten goed met elkaar, maar op school verandert er weinig. Hoe help je een groep van praten naar doen?"
)


def load(netwerk, groep, now):
    if netwerk.slug == "verbindend-vernieuwen":
        toelichting = "Ik begeleid al zes jaar netwerken van schoolleiders, meestal met een collega."
        Mentoraanbod.objects.get_or_create(persoon=groep["facilitator"], defaults={"toelichting": toelichting})
    elif netwerk.slug == "smart-government":
        Mentorvraag.objects.create(persoon=groep["facilitator"], netwerk=netwerk, vraag=VRAAG)
    elif netwerk.slug == "moreel-beraad-en-bildung":
        mentor = Persoon.objects.get(email=f"facilitator@{DOMEIN}")
        vraag = Mentorvraag.objects.create(
            persoon=groep["facilitator"], netwerk=netwerk, vraag=VRAAG_GEKOPPELD, mentor=mentor, status="gekoppeld"
        )
        Mentorvraag.objects.filter(pk=vraag.pk).update(updated_at=werkochtend_voor(now, dagen=4))
