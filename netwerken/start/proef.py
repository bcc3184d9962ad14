"""Every mail a netwerk would send over its life: by making it with example people, looking, and undoing all of it.

So what is shown comes from the same services and the same kinds of mail as the real thing, and a new kind is in the
list by itself. Nothing is kept but the texts, and nobody gets anything.
"""

from uuid import uuid4

from django.db import transaction

from berichten.models import Bericht, Verzending
from berichten.soorten import alle_soorten, get_soort
from kern.errors import DomainError
from netwerken.adressen import Adres
from netwerken.models import Deelname, Netwerk
from netwerken.services import create_netwerk, invite, start_netwerk
from netwerken.services.deelnames import activate
from netwerken.start.antwoorden import RITME
from netwerken.start.services import ROLLEN
from netwerken.start.vooruit import PROEF, find_dagen, make_wens
from netwerken.voorbeeld import get_voorbeeld, get_voorbeeld_of
from personen.models import Persoon

MENSEN = ("Anna Voorbeeld", "Bas Voorbeeld")
GENODIGDE = "Cato Voorbeeld"
NIET_VAN_EEN_NETWERK = ("personen.", "account", "berichten.")


def make_kalender(form, plan, *, by: Persoon) -> dict:
    """The mails with when, to whom and their text; and the kinds that only go when somebody does something.

    ``form``: all answers together (``read_heel``). Raises DomainError as long as a netwerk cannot be made of them.
    """
    if not form.is_valid():
        raise DomainError("Er mist nog iets. Vul dat eerst in, dan kunnen we de mail laten zien.")
    wens = make_wens(form.cleaned_data, plan.antwoorden.get("ritme", RITME))
    dagen = find_dagen(wens, by)
    with transaction.atomic():
        netwerk = _make_netwerk(form, by)
        for hook in PROEF:
            hook(netwerk, wens, dagen, by)
        mails = _read_mails(netwerk, by)
        transaction.set_rollback(True)
    return {"mails": mails, "anders": _find_anders({mail["naam"] for mail in mails})}


def _make_netwerk(form, by) -> Netwerk:
    rollen = ROLLEN[form.cleaned_data.get("ik_ben") or "eigenaar"]
    netwerk = create_netwerk(by=by, rollen=rollen, **form.values)
    for naam in MENSEN:
        persoon = Persoon.objects.create_user(f"{uuid4().hex}@voorbeeld.test", naam=naam)
        activate(Deelname(netwerk=netwerk, persoon=persoon), by=persoon)
    invite(netwerk, [Adres("", naam=GENODIGDE, email=f"{uuid4().hex}@voorbeeld.test")], by=by)
    return start_netwerk(netwerk, reden="Een voorbeeld.", by=by)


def _read_mails(netwerk, by) -> list[dict]:
    gepland = [
        _make_rij(rij, rij.omschrijving or rij.titel, get_voorbeeld(rij, "", by=by))
        for rij in Verzending.objects.in_context(netwerk.context)
    ]
    los = Bericht.objects.filter(context=netwerk.context).select_related("aan")
    direct = [_make_rij(rij, f"Naar {_noem(rij)}.", get_voorbeeld_of(rij)) for rij in los]
    return sorted(gepland + direct, key=lambda rij: rij["op"])


def _noem(bericht):
    return bericht.aan.naam if bericht.aan else GENODIGDE


def _make_rij(rij, aan, voorbeeld):
    return {
        "soort": rij.soort, "op": rij.op.isoformat(), "naam": get_soort(rij.soort).naam, "aan": aan,
        "onderwerp": voorbeeld.onderwerp, "tekst": voorbeeld.tekst, "uitleg": voorbeeld.uitleg,
    }  # fmt: skip


def _find_anders(gezien) -> list[str]:
    """What else may be sent about a netwerk: only after something that somebody does."""
    namen = {soort.naam for soort in alle_soorten() if not soort.code.startswith(NIET_VAN_EEN_NETWERK)}
    return sorted(namen - gezien)
