"""What is around the meetings of the network one signs in with: things to read."""

from django.core.files.uploadedfile import SimpleUploadedFile

from bijeenkomsten.materiaal.services import add_bestand, add_link

KIJKVRAGEN = """Kijkvragen voor deze dag

Kijk een les of een vergadering lang mee op je eigen school en schrijf op:

1. Wanneer werd het rustig, en wie deed daar wat voor?
2. Welke regel hielp, en welke zat in de weg?
3. Wat zou je een dag durven overslaan?

Neem één antwoord mee. Een halve bladzijde is genoeg.
"""
OOGST = """Wat we zagen toen we een regel uitzetten

Vier scholen lieten een overleg vervallen. Twee daarvan misten het niet.
Drie scholen lieten een team zelf het rooster van één dag maken.
Eén school deed niets, en vertelde eerlijk waarom.
"""


def load(netwerk, facilitator):
    """Something to read for the coming meeting and for the last one."""
    komend, vorige = netwerk.bijeenkomsten.aankomend().first(), netwerk.bijeenkomsten.geweest().first()
    for bijeenkomst, naam, tekst in ((komend, "Kijkvragen.txt", KIJKVRAGEN), (vorige, "Wat we zagen.txt", OOGST)):
        add_bestand(bijeenkomst, SimpleUploadedFile(naam, tekst.encode()), by=facilitator)
    add_link(
        komend, "https://nl.wikipedia.org/wiki/Systeemdenken", titel="Systeemdenken in tien minuten", by=facilitator
    )
