"""What the page of a suggestion shows."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from bijeenkomsten.draaiboek.stappen import make_afdruk
from bijeenkomsten.voorstel.adviezen import make_adviezen
from bijeenkomsten.voorstel.forms import VraagForm, ZetForm, read_keuzes
from bijeenkomsten.voorstel.kandidaten import VAST
from bijeenkomsten.voorstel.lezen import Gelezen, read_gelezen
from bijeenkomsten.voorstel.maken import Blok, Voorstel, make_voorstel
from bijeenkomsten.voorstel.redenen import say_let_op, say_reden
from fasen.inhoud import find_fase
from kern.adres import reverse
from werkvormen.inhoud.soorten import MOMENTEN
from werkvormen.waarom import DOEL

PLEK_NAAM = {"afspraken": "Opening", "pauze": "Pauze"} | MOMENTEN


@dataclass(frozen=True)
class Wissel:
    naam: str
    query: str


@dataclass(frozen=True)
class Regel:
    """One block as the page shows it."""

    blok: Blok
    plek: str
    begint_op: datetime
    reden: str
    let_op: list[str]
    url: str
    terug: Wissel | None
    anders: Wissel | None


@dataclass(frozen=True)
class Pagina:
    gelezen: Gelezen
    vraag: VraagForm
    voorstel: Voorstel | None
    is_zoals_gevraagd: bool  # False: a choice of the query does not fit any more

    @property
    def situatie(self):
        return self.voorstel.situatie if self.voorstel else self.gelezen.situatie


def read_pagina(bijeenkomst, user, data) -> Pagina:
    """``data``: a query string or a form with what was chosen on this page before."""
    gelezen = read_gelezen(bijeenkomst, user)
    vraag = VraagForm(data, situatie=gelezen.situatie, te_kiezen=gelezen.te_kiezen)
    situatie = gelezen.situatie
    if vraag.is_valid():
        situatie = replace(situatie, **vraag.cleaned_data)
    keuzes, kernen = read_keuzes(data)
    voorstel = None
    if situatie.doel:
        voorstel = make_voorstel(gelezen.kandidaten, situatie, keuzes, kernen)
        voorstel = voorstel or (make_voorstel(gelezen.kandidaten, situatie) if kernen else None)
    gelijk = voorstel is not None and all(voorstel.keuzes.get(naam) == sleutel for naam, sleutel in keuzes.items())
    return Pagina(replace(gelezen, situatie=situatie), vraag, voorstel, gelijk)


def make_context(bijeenkomst, pagina: Pagina, zet: ZetForm | None = None) -> dict:
    context = {
        "netwerk": bijeenkomst.netwerk,
        "bijeenkomst": bijeenkomst,
        "vraag": pagina.vraag,
        "situatie": pagina.situatie,
        "fase": find_fase(pagina.situatie.fase),
        "voorstel": pagina.voorstel,
        "doel": DOEL.get(pagina.situatie.doel, ""),
        "afdruk": make_afdruk(bijeenkomst.onderdelen.all()),
        "zet": zet or ZetForm(),
    }
    if pagina.voorstel is None:
        return context | {"adviezen": _make_adviezen(bijeenkomst, pagina)}
    return context | {
        "regels": list(_make_regels(bijeenkomst, pagina)),
        "einde": bijeenkomst.begint_op.astimezone(UTC) + timedelta(minutes=pagina.voorstel.minuten),
        "velden": _state(pagina.voorstel),
    }


def _state(voorstel, **anders) -> dict[str, str]:
    """Everything needed to make this suggestion again, or with one thing otherwise."""
    s = voorstel.situatie
    return {"doel": s.doel, "mensen": str(s.mensen), "kernen": str(voorstel.kernen)} | voorstel.keuzes | anders


def _make_regels(bijeenkomst, pagina):
    namen = {k.sleutel: k.naam for k in [*VAST.values(), *pagina.gelezen.kandidaten]}
    voorstel, moment = pagina.voorstel, bijeenkomst.begint_op.astimezone(UTC)

    def make_wissel(blok, sleutel):
        if not sleutel:
            return None
        return Wissel(namen[sleutel], urlencode(_state(voorstel, **{blok.naam: sleutel})))

    for blok in voorstel.blokken:
        yield Regel(
            blok=blok,
            plek=PLEK_NAAM[blok.plek.moment],
            begint_op=moment,
            reden=say_reden(blok, voorstel.situatie),
            let_op=say_let_op(blok, voorstel.situatie),
            url="" if blok.kandidaat.is_vast else reverse("werkvormen:detail", args=[blok.kandidaat.sleutel]),
            terug=make_wissel(blok, blok.vorige),
            anders=make_wissel(blok, blok.volgende),
        )
        moment += timedelta(minutes=blok.minuten)


def _make_adviezen(bijeenkomst, pagina):
    """Sentences, each with the query that carries it out; "" when it is about the meeting itself."""
    s = pagina.situatie
    if not s.doel:
        return [("Er staan nog geen werkvormen in de catalogus.", "")]
    gevraagd = {"doel": s.doel, "mensen": str(s.mensen)}
    return [
        (advies.tekst, urlencode(gevraagd | {advies.veld: advies.waarde}) if advies.veld else "")
        for advies in make_adviezen(pagina.gelezen.kandidaten, s)
    ]
