"""Who guides the demo group helps others; who guides another one asks for a mentor."""

from netwerken.models import Mentoraanbod, Mentorvraag

VRAAG = "Dit is mijn eerste netwerk. Hoe houd je de groep aan het werk als jij zelf even niets zegt?"


def load(netwerk, groep, now):
    if netwerk.slug == "verbindend-vernieuwen":
        toelichting = "Ik begeleid al zes jaar netwerken van schoolleiders, meestal met een collega."
        Mentoraanbod.objects.get_or_create(persoon=groep["facilitator"], defaults={"toelichting": toelichting})
    elif netwerk.slug == "smart-government":
        Mentorvraag.objects.create(persoon=groep["facilitator"], netwerk=netwerk, vraag=VRAAG)
