"""What this room tells the kompas: is there a leervraag, does it move, does it become sharper, is it answered.

Never what somebody wrote: only that there is one, when it was last written, and in which state. Importing registers.
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from fasen.kompas.drempels import GEWOONTE, PATROON
from fasen.kompas.getallen import lees_getallen, register_getal, tel
from fasen.kompas.signaal import Peiling, aandacht, goed, onbekend, signaal
from fasen.signalen.route import EINDE_NABIJ, get_lopend, lees_verlopen
from kern.templatetags.kern import meervoud
from kern.tijd import dag, lokale_dag
from leren.models import Leervraag, Leervraagversie
from netwerken.models import Deelname

LEERVRAGEN = ("leren:leren", "Naar de leervragen")
AANLOOP = timedelta(days=60)  # so long into Ontwikkeling it is too early to tell
VANAF = ("ontwikkeling", "verdieping", "inbedding", "verankering")

_deelnemers = Deelname.objects.lid().filter(rol=Deelname.Rol.DEELNEMER)
_lid = Exists(_deelnemers.filter(netwerk=OuterRef("netwerk"), persoon=OuterRef("persoon")))
_leervragen = Leervraag.objects.filter(_lid)
_lopend = _leervragen.filter(status=Leervraag.Status.LOPEND)
_heeft = Exists(Leervraag.objects.filter(netwerk=OuterRef("netwerk"), persoon=OuterRef("persoon")))
_versies = Leervraagversie.objects.filter(leervraag=OuterRef("pk"))


def _na_intake(moment):
    """Who takes part for two weeks or more and sent an intake."""
    return _deelnemers.filter(begonnen_op__lte=moment.twee_weken_terug, intake__verstuurd_op__isnull=False)


# «leervragen» and «leervragen_scherp» are counted for the gids of the fasen already (leren/controlepunten.py).
register_getal("leervragen_lopend", lambda moment: tel(_lopend))
register_getal("leervragen_klaar", lambda moment: tel(_leervragen.filter(status=Leervraag.Status.KLAAR)))
register_getal(
    "leervragen_stil", lambda moment: tel(_lopend.filter(~Exists(_versies.filter(op__gt=moment.vier_maanden_terug))))
)
register_getal("na_intake", lambda moment: tel(_na_intake(moment)))
register_getal("na_intake_zonder", lambda moment: tel(_na_intake(moment).filter(~Q(_heeft))))


def lees_leervragen(peiling: Peiling) -> dict[int, tuple]:
    """The numbers and the route of each netwerk together."""
    getallen, verlopen = peiling.feiten(lees_getallen), peiling.feiten(lees_verlopen)
    return {pk: (getallen[pk], verlopen[pk]) for pk in peiling.ids}


def _vragen(n):
    return meervoud(n, "leervraag,leervragen")


def _te_weinig(aantal):
    zin = "Er is één leervraag." if aantal == 1 else f"Er zijn {aantal or 'geen'} leervragen."
    return onbekend(zin, "Dat weten we vanaf drie leervragen.")


@signaal(
    lees_getallen, code="leren.vraag", naam="Ieder weet wat die wil leren", ernst=2, valkuil="VK-11",
    tips=("TIP-08", "TIP-09", "TIP-50"), vraag="Wat wil jij hier leren, waar je collega’s iets van merken?",
    begeleiders=True, doen=LEERVRAGEN,
    uitleg="We tellen wie de intake verstuurde en minstens twee weken meedoet, en hoeveel van hen nog geen leervraag "
    "hebben. Vanaf twee, en meer dan een derde, vraagt dat aandacht.",
)  # fmt: skip
def vraag(getallen, netwerk, peiling):
    zonder, mensen = getallen.na_intake_zonder, getallen.na_intake
    if mensen < GEWOONTE:
        doet = "deelnemer met een intake doet" if mensen == 1 else "deelnemers met een intake doen"
        zin = f"Pas {mensen} {doet} twee weken of langer mee."
        if not mensen:
            zin = "Nog niemand heeft de intake verstuurd en doet twee weken mee."
        return onbekend(zin, "Dat weten we als er drie zijn.")
    zin = (
        f"Van de {mensen} deelnemers met een intake {'heeft' if zonder == 1 else 'hebben'} er {zonder} geen leervraag."
    )
    if zonder >= PATROON and zonder > mensen / 3:
        return aandacht(zin)
    return goed(zin if zonder else f"Alle {mensen} deelnemers met een intake hebben een leervraag.")


@signaal(
    lees_getallen, code="leren.stil", naam="De leervragen blijven leven", ernst=2, valkuil="VK-13",
    tips=("TIP-48", "TIP-62", "TIP-18"), vraag="Wat deed je sinds de vorige keer met je leervraag?", begeleiders=True,
    doen=LEERVRAGEN,
    uitleg="We tellen de leervragen die nog lopen, en bij hoeveel daarvan vier maanden lang niets is opgeschreven. Is "
    "dat meer dan de helft, dan vraagt het aandacht. Wat er staat, lezen we niet.",
)  # fmt: skip
def stil(getallen, netwerk, peiling):
    lopend, aantal = getallen.leervragen_lopend, getallen.leervragen_stil
    if lopend < GEWOONTE:
        zin = "Er loopt één leervraag." if lopend == 1 else f"Er lopen {lopend or 'geen'} leervragen."
        return onbekend(zin, "Dat weten we vanaf drie leervragen die lopen.")
    if not aantal:
        return goed(f"Aan elk van de {lopend} leervragen is de laatste vier maanden geschreven.")
    zin = f"Aan {aantal} van de {lopend} leervragen is vier maanden niet geschreven."
    return aandacht(zin) if aantal > lopend / 2 else goed(zin)


@signaal(
    lees_leervragen, code="leren.scherper", naam="De leervragen worden scherper", ernst=1, valkuil="VK-40",
    tips=("TIP-49", "TIP-70", "TIP-08"), vraag="Wat is de vraag achter jouw vraag?", doen=LEERVRAGEN,
    uitleg="Vanaf twee maanden in Ontwikkeling tellen we hoeveel leervragen nog precies zo zijn als bij de intake. Is "
    "dat meer dan de helft, dan vraagt het aandacht.",
)  # fmt: skip
def scherper(feiten, netwerk, peiling):
    getallen, verlopen = feiten
    nu, aantal = get_lopend(verlopen), getallen.leervragen
    if nu is None or nu.fase not in VANAF:
        return onbekend("In deze fase hoeft een leervraag nog niet scherp te zijn.", "Dat telt mee in Ontwikkeling.")
    if aantal < GEWOONTE:
        return _te_weinig(aantal)
    ruw = aantal - getallen.leervragen_scherp
    zin = f"Van de {_vragen(aantal)} {'is' if ruw == 1 else 'zijn'} er {ruw} nog zoals bij het begin."
    if ruw <= aantal / 2:
        return goed(zin if ruw else f"Alle {aantal} leervragen zijn sinds het begin scherper gemaakt.")
    begin = lokale_dag(nu.sinds) + AANLOOP
    if nu.fase == VANAF[0] and begin > peiling.dag:
        return onbekend(zin, f"Dat telt mee vanaf {dag(begin)}.")
    return aandacht(zin)


@signaal(
    lees_getallen, code="leren.resultaat", naam="De leervragen krijgen een antwoord", ernst=2, valkuil="VK-41",
    tips=("TIP-32", "TIP-18", "TIP-59"), vraag="Wat vond jij als antwoord, ook als dat een nieuwe vraag is?",
    doen=LEERVRAGEN,
    uitleg="In de laatste drie maanden tellen we hoeveel leervragen een antwoord hebben. Is dat minder dan de helft, "
    "dan vraagt het aandacht. Een nieuwe vraag is ook een antwoord.",
)  # fmt: skip
def resultaat(getallen, netwerk, peiling):
    aantal, klaar = getallen.leervragen, getallen.leervragen_klaar
    if aantal < GEWOONTE:
        return _te_weinig(aantal)
    zin = f"Van de {_vragen(aantal)} {'heeft' if klaar == 1 else 'hebben'} er {klaar or 'nog geen'} een antwoord."
    if klaar >= aantal / 2:
        return goed(zin)
    if netwerk.eind_datum - EINDE_NABIJ > peiling.dag:
        return onbekend(zin, f"Dat telt mee vanaf {dag(netwerk.eind_datum - EINDE_NABIJ)}.")
    return aandacht(zin)
