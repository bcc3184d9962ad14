"""Reads what may be shown: two queries for one round, one for the figures of any number of rounds."""

from django.conf import settings

from evaluatie.bevinding import make_bevinding
from evaluatie.models import Meting, OpenAntwoord, Teller
from evaluatie.uitslag.tabel import OpenUitslag, Uitslag, make_groep_uitslag, make_vraag_uitslag
from kern.prepared import prepared


def get_uitslag(meting: Meting, *, voor_facilitator: bool = False) -> Uitslag:
    """The result as this reader may see it: two queries, none when there is nothing to show."""
    if not meting.is_gesloten:
        return Uitslag(meting, "De uitslag komt nog", reden="De evaluatie is nog open.")
    if not meting.is_toonbaar:
        reden = f"Er kwamen minder dan {settings.EVALUATIE_MIN_ANTWOORDEN} antwoorden binnen."
        return Uitslag(meting, "Te weinig antwoorden voor een uitslag", gevraagd=meting.genodigd, reden=reden)
    return _make(meting, _groepen([meting])[meting.pk], _open_antwoorden(meting, voor_facilitator))


def read_uitslagen(metingen) -> dict[int, Uitslag]:
    """{pk: the result} of the rounds that may be shown, without open answers: one query."""
    metingen = list(metingen)
    groepen = _groepen(metingen)
    return {meting.pk: _make(meting, groepen[meting.pk]) for meting in metingen if meting.pk in groepen}


def add_bevindingen(metingen) -> None:
    """Give every meting that may be shown its ``bevinding``, for a list: one query."""
    uitslagen = read_uitslagen(metingen)
    for meting in metingen:
        meting.bevinding = uitslagen[meting.pk].bevinding if meting.pk in uitslagen else ""


def _make(meting, groepen, open_antwoorden=()):
    return Uitslag(
        meting=meting,
        bevinding=make_bevinding(_wat_telt(groepen), over_bijeenkomst=meting.bijeenkomst_id is not None),
        gevraagd=meting.genodigd,
        ingevuld=meting.ingevuld,
        groepen=groepen,
        open_antwoorden=open_antwoorden,
    )


def _wat_telt(groepen):
    """The dimensies that have a figure; without those the questions."""
    dimensies = [groep for groep in groepen if groep.waarde is not None]
    return dimensies or [vraag for groep in groepen for vraag in groep.vragen]


@prepared(many=["metingen"])
def _find_tellers(metingen, genoeg):
    # Which ones is said inside: said outside, PostgreSQL would look at every closed meting there is.
    toonbaar = Meting.objects.toonbaar(genoeg).filter(pk__in=metingen)
    rows = Teller.objects.filter(meting__in=toonbaar).order_by()
    return rows.values_list("meting", "vraag", "waarde", "aantal")


@prepared
def _find_teksten(meting, genoeg):
    rows = OpenAntwoord.objects.toonbaar(genoeg).filter(meting=meting).order_by("uuid")
    return rows.values_list("vraag", "tekst", "alleen_facilitator")


def _groepen(metingen):
    """Per meting that may be shown its groups of questions with their figures."""
    metingen = [meting for meting in metingen if meting.is_toonbaar]
    tellingen = {m.pk: {v.code: dict.fromkeys(v.waarden, 0) for v in m.document.geteld} for m in metingen}
    rows = _find_tellers(list(tellingen), settings.EVALUATIE_MIN_ANTWOORDEN) if tellingen else ()
    for pk, code, waarde, aantal in rows:
        if code in tellingen[pk]:
            tellingen[pk][code][waarde] = aantal
    return {m.pk: _read_groepen(m, tellingen[m.pk]) for m in metingen}


def _read_groepen(meting, telling):
    gevonden = []
    samen = meting.soort == Meting.Soort.SAMEN  # where the same people may have answered twice
    for groep in meting.document.groepen:
        vragen = tuple(
            make_vraag_uitslag(vraag, telling[vraag.code], meting.ingevuld, meting.banden, verdelen=not samen)
            for vraag in groep.vragen
            if not vraag.is_open and not (samen and vraag.eigen)
        )
        if vragen:
            gevonden.append(make_groep_uitslag(groep, vragen))
    return tuple(gevonden)


def _open_antwoorden(meting, voor_facilitator):
    """In the order of their random keys."""
    rows = _find_teksten(meting.pk, settings.EVALUATIE_MIN_ANTWOORDEN) if meting.document.open_vragen else ()
    gevonden = []
    for vraag in meting.document.open_vragen:
        gewoon = tuple(tekst for code, tekst, alleen in rows if code == vraag.code and not alleen)
        apart = tuple(tekst for code, tekst, alleen in rows if code == vraag.code and alleen)
        gevonden.append(OpenUitslag(vraag, gewoon, apart if voor_facilitator else (), len(apart)))
    return tuple(gevonden)
