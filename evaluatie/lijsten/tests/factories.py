from evaluatie.lijsten.models import EigenVraag, make_code
from evaluatie.vragenlijst.document import Document, Groep, Vraag

PROEF = Document(
    "proef", 1, "Proef", "Hoe gaat het?", (Groep("g", "Groep", (Vraag("pr-1", "Het gaat goed.", kort="Goed"),)),)
)  # fmt: skip


def make_eigen(
    netwerk, tekst="Ik kan hier zeggen wat ik denk.", *, lijst="barometer", soort="eens", opties=(), **velden
):
    """A question of the netwerk itself, as the service would write it."""
    volgorde = EigenVraag.objects.filter(netwerk=netwerk, lijst=lijst).count() + 1
    code = make_code(netwerk.pk, soort, tekst, opties)
    return EigenVraag.objects.create(
        netwerk=netwerk, lijst=lijst, code=code, soort=soort, tekst=tekst, opties=list(opties), volgorde=volgorde,
        **velden,
    )  # fmt: skip
