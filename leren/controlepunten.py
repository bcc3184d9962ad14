"""What this room tells the gids of the fasen: how many leervragen there are. Never what somebody wants to learn."""

from django.db.models import Exists, OuterRef

from fasen.controlepunten import van_de
from fasen.gids.meters import klaar, meter, nog_niet
from fasen.kompas.getallen import register_getal, tel
from fasen.signalen.vooraf import lees_vooraf
from leren.models import Leervraag, Leervraagversie
from netwerken.models import Deelname

Soort = Leervraagversie.Soort
LEREN = ("leren:leren", "Naar de leervragen")

_doet_mee = Deelname.objects.lid().filter(
    rol=Deelname.Rol.DEELNEMER, netwerk=OuterRef("netwerk"), persoon=OuterRef("persoon")
)
_scherper = Leervraagversie.objects.filter(leervraag=OuterRef("pk"), soort__in=[Soort.AANGESCHERPT, Soort.RESULTAAT])
_van_leden = Leervraag.objects.filter(Exists(_doet_mee))
register_getal("leervragen", lambda moment: tel(_van_leden))
register_getal("leervragen_met_competentie", lambda moment: tel(_van_leden.exclude(competentie="")))
register_getal("leervragen_scherp", lambda moment: tel(_van_leden.filter(Exists(_scherper))))


@meter(lees_vooraf, code="leren.leervragen", begeleiders=True, doen=LEREN)
def leervragen(vooraf, netwerk, fase):
    mensen, getallen = vooraf
    totaal = len(mensen.deelnemers)
    zin = f"Een leervraag is er van {van_de(getallen.leervragen, totaal)}."
    return klaar(zin) if totaal and getallen.leervragen >= totaal else nog_niet(zin)


@meter(lees_vooraf, code="leren.scherp", begeleiders=True, doen=LEREN)
def scherp(vooraf, netwerk, fase):
    mensen, getallen = vooraf
    totaal = len(mensen.deelnemers)
    zin = f"Na de intake maakten {van_de(getallen.leervragen_scherp, totaal)} de leervraag scherper."
    return klaar(zin) if getallen.leervragen_scherp > totaal / 2 else nog_niet(zin)
