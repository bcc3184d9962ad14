from netwerken.belangstelling.models import Belangstelling, Thema, Themavoorstel
from netwerken.contract.models import Akkoord, Contract, Contractreactie, Contractversie, Contractvraag
from netwerken.einde.models import Afsluiting, Gegevenskeuze
from netwerken.functie.models import Functievraag
from netwerken.groepsbesluit.models import Groepsbesluit, Groepsbezwaar, Groepsstem
from netwerken.intake.models import Intake, Intakeantwoord, Intakekeuze
from netwerken.leidinggevende.models import Contactmoment
from netwerken.mentor.models import Hulpgezien, Intervisienetwerk, Mentoraanbod, Mentorvraag
from netwerken.models.deelname import Deelname, DeelnameQuerySet
from netwerken.models.netwerk import (
    RESERVED_SLUGS,
    Netwerk,
    NetwerkQuerySet,
    load_deelnames_of,
    load_tellingen,
    split_woorden,
)
from netwerken.models.uitnodiging import Uitnodiging, UitnodigingQuerySet
from netwerken.overdracht.models import Overdracht, Overdrachtvinkje
from netwerken.randvoorwaarden.models import Randvoorwaarde, Startbesluit
from netwerken.start.models import Startplan, Startversie
from netwerken.taken.models import Begeleiding, Taak
from netwerken.toelating.models import Toelating
from netwerken.voordracht.models import Voordracht

__all__ = [
    "RESERVED_SLUGS",
    "Afsluiting",
    "Akkoord",
    "Begeleiding",
    "Belangstelling",
    "Contract",
    "Contractreactie",
    "Contractversie",
    "Contractvraag",
    "Contactmoment",
    "Deelname",
    "DeelnameQuerySet",
    "Functievraag",
    "Gegevenskeuze",
    "Groepsbesluit",
    "Groepsbezwaar",
    "Groepsstem",
    "Hulpgezien",
    "Intake",
    "Intakeantwoord",
    "Intakekeuze",
    "Intervisienetwerk",
    "Mentoraanbod",
    "Mentorvraag",
    "Netwerk",
    "NetwerkQuerySet",
    "Overdracht",
    "Overdrachtvinkje",
    "Randvoorwaarde",
    "Startbesluit",
    "Startplan",
    "Startversie",
    "Taak",
    "Thema",
    "Themavoorstel",
    "Toelating",
    "Uitnodiging",
    "UitnodigingQuerySet",
    "Voordracht",
    "load_deelnames_of",
    "load_tellingen",
    "split_woorden",
]
