"""What the pages of an aanvraag show."""

from subsidie.aanvragen.formulier import AKKOORD, BEGROTING, make_afdruk
from subsidie.aanvragen.inhoud import maak_verschil, make_beeld, make_inhoud
from subsidie.aanvragen.regels import read_formulier
from subsidie.aanvragen.services import find_mist_of
from subsidie.herinneren.pagina import read_datums
from subsidie.toestand import Status

_NA = {  # what somebody waits for, and the day of the round it is there at the latest
    Status.INGEDIEND: "advies_voor", Status.IN_BEOORDELING: "advies_voor", Status.ADVIES_KLAAR: "besluit_voor",
    Status.BESLOTEN: "besluit_voor",
}  # fmt: skip


def read_voor(aanvraag):
    """(what, moment or day) of the next date that matters to the netwerk; None when there is none."""
    if aanvraag.status == Status.CONCEPT:
        return "Indienen kan tot", aanvraag.ronde.sluit_op
    if aanvraag.status == Status.AANVULLING:
        return ("Aanvullen kan tot", aanvraag.aanvullen_voor) if aanvraag.aanvullen_voor else None
    if aanvraag.status in _NA:
        wat = "De adviezen zijn klaar op" if _NA[aanvraag.status] == "advies_voor" else "Jullie horen het besluit op"
        return wat, getattr(aanvraag.ronde, _NA[aanvraag.status])
    return None


def read_vragen(aanvraag) -> list[tuple[str, str]]:
    """(what it is about, the question) of what the academie wants to know now; who asked stays with the academie."""
    vragen = list(aanvraag.aanvulvragen.all()) if aanvraag.status == Status.AANVULLING else []
    criteria = aanvraag.regelingversie.regeling.per_code if vragen else {}
    return [
        (criteria[vraag.criterium].naam if vraag.criterium in criteria else "Over de hele aanvraag", vraag.tekst)
        for vraag in vragen
        if vraag.op == vragen[-1].op
    ]


def read_delen(aanvraag) -> list[dict]:
    """Every part of the form with how much is filled in, what is missing, and what others want to say about it."""
    formulier, mist = read_formulier(aanvraag.regelingversie), find_mist_of(aanvraag)
    open_ = [opmerking.onderdeel for opmerking in aanvraag.opmerkingen.open()]
    delen = [
        {"code": deel.code, "naam": deel.naam, "aantal": len(deel.velden),
         "gevuld": sum(aanvraag.antwoorden.get(veld.code) not in (None, "") for veld in deel.velden)}
        for deel in formulier.onderdelen
    ]  # fmt: skip
    delen += [{"code": BEGROTING, "naam": "Begroting"}, {"code": AKKOORD, "naam": "Akkoord met meekijken"}]
    for deel in delen:
        deel["mist"] = [rij for rij in mist if rij.onderdeel == deel["code"]]
        deel["opmerkingen"] = open_.count(deel["code"])
    return delen


def read_stand(aanvraag) -> dict:
    """Where it is, who is next and by when; the totals. For every member."""
    formulier = read_formulier(aanvraag.regelingversie)
    bron = aanvraag if aanvraag.is_te_bewerken else aanvraag.inzendingen.first() or aanvraag
    return {
        "aanvraag": aanvraag,
        "netwerk": aanvraag.netwerk,
        "voor": read_voor(aanvraag),
        "beeld": make_beeld(formulier.kader, bron.antwoorden),
    }


def read_overzicht(aanvraag, *, is_schrijver: bool) -> dict:
    """Everything for who writes it. The academie reads what was handed in last, never what is being written."""
    inzendingen = list(aanvraag.inzendingen.select_related("door"))
    for inzending in inzendingen:
        inzending.aanvraag = aanvraag
    bron = aanvraag if is_schrijver and aanvraag.is_te_bewerken else inzendingen[0] if inzendingen else aanvraag
    return {
        "inzendingen": inzendingen,
        "verschil": maak_verschil(inzendingen[1], inzendingen[0]) if len(inzendingen) > 1 else [],
        "delen": read_delen(aanvraag) if is_schrijver else [],
        "datums": read_datums(aanvraag) if is_schrijver else [],
        "vragen": read_vragen(aanvraag) if is_schrijver else [],
        "inhoud": make_inhoud(bron),
        "bijlagen": list(aanvraag.bijlagen.all()) if is_schrijver else list(aanvraag.bijlagen.filter(ingediend=True)),
    }


def read_indienen(aanvraag) -> dict:
    """Everything to read back before it goes, what is missing, and the print of what was read."""
    return {
        "aanvraag": aanvraag,
        "netwerk": aanvraag.netwerk,
        "mist": find_mist_of(aanvraag),
        "gezien": make_afdruk(aanvraag.antwoorden),
        "inhoud": make_inhoud(aanvraag),
        "bijlagen": list(aanvraag.bijlagen.all()),
        "voor": read_voor(aanvraag),
        "open_opmerkingen": aanvraag.opmerkingen.open().count(),
    }
