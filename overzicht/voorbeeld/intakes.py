"""Intakes of the demo: one from the beginning, and those of who is at the door."""

from datetime import timedelta

from django.utils import timezone

from leren.models import Leervraag
from netwerken.models import Deelname, Intake, Intakeantwoord, Intakekeuze, Voordracht

# Of deelnemer@, from the beginning of the netwerk.
BEGIN = {
    1: "Ik ben teamleider op een vmbo-school. Vijf nieuwe docenten begonnen tegelijk, en iedereen is moe.",
    2: "Aan geen enkel ander netwerk. Wel spreek ik elke maand twee collega’s van een school verderop.",
    3: "Hoe vernieuw ik samen met mijn team zonder dat ik zelf alles trek?",
    4: "Ik maakte een plan met data en namen. Na de herfst vroeg niemand er meer naar, en ik ook niet.",
    5: "In het schoolplan staat dat teams zelf kiezen wat ze verbeteren. Daar hoort mijn vraag bij.",
    6: "Voorbeelden van scholen waar het team het overnam, en eerlijke verhalen over wat niet lukte.",
    7: "Ik ken het vmbo goed en kan rustig luisteren. Ook ken ik iemand bij de gemeente.",
    8: "Van de begeleider: op de tijd letten. Van de anderen: doorvragen, ook als het stil wordt.",
    9: "Als mijn team een vernieuwing kiest, uitprobeert en erover vertelt zonder dat ik erom vraag.",
    10: "Dat wat ik over mijn team zeg, in de groep blijft.",
    11: "Ik leer het meest als ik iets uitprobeer en er daarna over vertel. Van lange verhalen word ik ongeduldig.",
    12: "Zes uur per maand. Het is afgesproken met mijn directeur.",
    13: "Mijn directeur. We spreken elkaar om de week.",
    14: "In de studiedag van maart vertel ik met twee collega’s wat we deden.",
    15: "Woensdagmiddag en donderdag. Een uur reizen is goed.",
}
# Of somebody who waits for a conversation.
NIEUW = {
    1: "Ik ben docent en coach van startende collega’s. Zij blijven gemiddeld twee jaar.",
    3: "Hoe maak ik van begeleiden iets wat het hele team doet?",
    4: "Een rooster voor lesbezoek. Het werkte een maand, daarna vielen er steeds mensen uit.",
    6: "Mensen die hetzelfde proberen op een andere school.",
    7: "Vijf jaar coachgesprekken, en een map met goede vragen.",
    10: "Niet te veel mensen van mijn eigen bestuur.",
    12: "Vier uur per maand, maar het is nog niet afgesproken.",
}


def load(netwerk, groep, now):
    """The stories of the netwerk that the demo accounts share."""
    vandaag = timezone.localdate(now)
    deelnames = netwerk.deelnames.actief().filter(rol=Deelname.Rol.DEELNEMER)
    rows = deelnames.select_related("persoon").order_by("pk")
    van_account = next(d for d in rows if d.persoon.email == "deelnemer@leernetwerk.test")
    Intakekeuze.objects.create(netwerk=netwerk, bij_aankomst=True)
    begin = netwerk.start_datum
    _make(
        van_account, BEGIN, gevraagd_dag=begin - timedelta(days=21), verstuurd_op=now - (vandaag - begin),
        leervraag_delen=True, uitkomst="past", besloten_op=now - (vandaag - begin), besloten_door=groep["facilitator"],
        bericht="Dank je voor je open antwoorden. Je vraag past goed bij wat deze groep wil uitzoeken.",
    )  # fmt: skip
    _load_leervragen(netwerk, now)
    _load_voordracht(netwerk)


def load_aan_de_deur(netwerk, now):
    """Whoever is «in gesprek» filled in a few answers."""
    for deelname in netwerk.deelnames.filter(status=Deelname.Status.INTAKE).order_by("pk"):
        dag = timezone.localdate(now)
        _make(deelname, NIEUW, gevraagd_dag=dag - timedelta(days=4), verstuurd_op=now - timedelta(days=1))


def _make(deelname, antwoorden, **velden):
    intake = Intake.objects.create(deelname=deelname, **velden)
    Intakeantwoord.objects.bulk_create(
        Intakeantwoord(intake=intake, vraag=nr, tekst=tekst) for nr, tekst in antwoorden.items()
    )


# (days ago, kind, the question, what goes with it) of deelnemer@, and what others share with the group.
GROEI = (
    (0, "intake", "Hoe vernieuw ik samen met mijn team zonder dat ik zelf alles trek?", BEGIN[4]),
    (120, "aangescherpt", "Hoe laat ik twee collega’s kiezen wat we deze periode uitproberen?",
     "Ik merkte dat ik bij elk overleg zelf met een voorstel kwam."),
)  # fmt: skip
GEDEELD = (
    "Hoe houd ik tijd vrij voor lesbezoek als er zieken zijn?",
    "Hoe vertel ik ouders wat we anders doen, zonder te veel te beloven?",
    "Hoe merk ik dat een vernieuwing bij leerlingen aankomt?",
)


def _load_leervragen(netwerk, now):
    """One that grew, and a few of the others."""
    deelnames = netwerk.deelnames.actief().filter(rol=Deelname.Rol.DEELNEMER).select_related("persoon").order_by("pk")
    personen = [deelname.persoon for deelname in deelnames]
    eigen = next(persoon for persoon in personen if persoon.email == "deelnemer@leernetwerk.test")
    begin = now - (timezone.localdate(now) - netwerk.start_datum)
    leervraag = Leervraag.objects.create(
        netwerk=netwerk, persoon=eigen, schooldoel=BEGIN[5], leest="groep", competentie="cvo-3"
    )
    for nummer, (dagen, soort, tekst, toelichting) in enumerate(GROEI, 1):
        _versie(leervraag, nummer, begin + timedelta(days=dagen), soort=soort, tekst=tekst, toelichting=toelichting)
    for i, (tekst, persoon) in enumerate(zip(GEDEELD, [p for p in personen if p != eigen], strict=False)):
        gedeeld = Leervraag.objects.create(
            netwerk=netwerk, persoon=persoon, leest="groep" if i else "facilitator", competentie=f"cvo-{i + 1}"
        )
        _versie(gedeeld, 1, now - timedelta(days=30 + 9 * i), soort="aangescherpt", tekst=tekst)


def _versie(leervraag, nummer, op, **velden):
    versie = leervraag.versies.create(nummer=nummer, **velden)
    leervraag.versies.filter(pk=versie.pk).update(op=op)


def _load_voordracht(netwerk):
    """The one who just applied was nominated by a member."""
    deelname = netwerk.deelnames.filter(status=Deelname.Status.AANGEMELD).select_related("persoon").first()
    lid = netwerk.deelnames.actief().filter(rol=Deelname.Rol.DEELNEMER).order_by("pk").last()
    Voordracht.objects.create(
        netwerk=netwerk, naam=deelname.persoon.naam, email=deelname.persoon.email, antwoord="ja", deelname=deelname,
        door=lid.persoon, reden="We maakten samen een rooster met meer rust. Deze collega vraagt door waar ik ophoud.",
    )  # fmt: skip
