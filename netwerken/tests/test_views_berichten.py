import io
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
import time_machine

from berichten import soorten
from berichten.mail import afmeld_link
from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due, hold_verzending, plan_verzending, skip_verzending
from berichten.soorten import Inhoud, Ontvanger, SlaOver, Soort
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory
from netwerken.voorbeeld import get_voorbeeld
from personen.tests.factories import OrganisatieFactory, PersoonFactory

pytestmark = pytest.mark.django_db

PAGE = "/netwerken/samen/berichten/"


@pytest.fixture
def netwerk(persoon):
    netwerk = NetwerkFactory(slug="samen")
    DeelnameFactory(netwerk=netwerk, persoon=persoon, facilitator=True)
    return netwerk


@pytest.fixture
def soort(monkeypatch):
    """Kinds as a higher room would register them, gone again after the test."""
    monkeypatch.setattr(soorten, "_SOORTEN", dict(soorten._SOORTEN))

    def make(code="proef", **kwargs):
        def ontvangers(verzending):
            return [Ontvanger(persoon=PersoonFactory(naam="Sanne Geheim", email=f"{code}@x.nl"))]

        def inhoud(bericht):
            context = {"tekst": f"Dag {bericht.aan.voornaam}, stop: {afmeld_link(bericht.aan, 'netwerk')}"}
            return Inhoud(
                onderwerp=f"Voor {bericht.aan.naam}", template="email/account/bericht", context=context, reden="Zomaar."
            )

        soorten.register(Soort(**{"code": code, "naam": "Proef", "inhoud": inhoud, "ontvangers": ontvangers} | kwargs))
        return code

    return make


def plan(netwerk, soort="netwerken.herinnering", dagen=3, nummer=0, **kwargs):
    velden = {"titel": f"Bericht <b>{nummer}</b>", "aanleiding": "x:1", "omschrijving": "Naar <i>iedereen</i>."}
    return plan_verzending(
        soort=soort, sleutel=f"{soort}:{netwerk.pk}:2026-11-{nummer + 10:02}", op=nu() + timedelta(days=dagen),
        context=netwerk.context, **velden | kwargs,
    )  # fmt: skip


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_query_count(ingelogd, netwerk, soort, item_count, django_assert_num_queries):
    code = soort()
    for nummer in range(item_count):
        plan(netwerk, nummer=nummer)
        plan(netwerk, soort=code, dagen=-1, nummer=nummer)
    ontvanger = PersoonFactory()
    for verzending in Verzending.objects.filter(soort=code):
        Bericht.objects.create(
            sleutel=f"b{verzending.pk}", soort=code, verzending=verzending, aan=ontvanger, op=nu(), probeer_op=nu()
        )
    Verzending.objects.filter(soort=code).update(status="uitgevoerd", uitgevoerd_op=nu())
    ingelogd.get(PAGE)

    with django_assert_num_queries(8):
        response = ingelogd.get(PAGE)

    html = response.content.decode()
    assert html.count("Bericht &lt;b&gt;") >= 2 * item_count
    assert html.count(">Houd vast<") == item_count
    assert len(response.context["page"].object_list) == item_count


def test_empty_page_teaches(ingelogd, netwerk):
    html = ingelogd.get(PAGE).content.decode()

    assert "Er staat niets klaar" in html
    assert "Er is nog niets verstuurd." in html


def test_only_the_coming_fortnight_of_this_netwerk(ingelogd, netwerk):
    eigen = plan(netwerk, dagen=13)
    plan(netwerk, dagen=15, nummer=1)
    plan(NetwerkFactory(), dagen=2)

    assert ingelogd.get(PAGE).context["komend"] == [eigen]


def test_hold_skip_and_resume(ingelogd, netwerk):
    verzending = plan(netwerk)

    for actie, status, zin in [
        ("vasthouden", "vastgehouden", "Wacht op jou."),
        ("overslaan", "overgeslagen", "Overgeslagen door"),
        ("versturen", "gepland", "Houd vast"),
        ("versturen", "gepland", "Houd vast"),
    ]:
        html = ingelogd.post(f"{PAGE}{verzending.pk}/{actie}/", follow=True).content.decode()
        verzending.refresh_from_db()
        assert verzending.status == status
        assert zin in html


@pytest.mark.parametrize("actie", ["vasthouden", "overslaan", "versturen"])
def test_action_on_what_already_left(ingelogd, netwerk, actie):
    verzending = plan(netwerk, dagen=-1)
    carry_out_due()

    html = ingelogd.post(f"{PAGE}{verzending.pk}/{actie}/", follow=True).content.decode()

    assert "Dit bericht is al weg." in html
    assert ingelogd.get(f"{PAGE}{verzending.pk}/{actie}/").status_code == 405


def test_log_shows_names_only_where_that_is_allowed(ingelogd, netwerk, soort):
    for code, mag in [("open", True), ("meting", False)]:
        plan(netwerk, soort=soort(code, namen_in_log=mag), dagen=-1, titel=f"Kop {code}")
    carry_out_due()

    page = ingelogd.get(PAGE).context["page"]

    assert {verzending.soort: verzending.namen for verzending in page} == {"open": ["Sanne Geheim"], "meting": []}
    assert [verzending.verstuurd for verzending in page] == [1, 1]


def test_log_survives_a_kind_that_no_longer_exists(ingelogd, netwerk):
    verzending = plan(netwerk, soort="vroeger", dagen=-1)
    Verzending.objects.update(status="uitgevoerd", uitgevoerd_op=nu())

    assert ingelogd.get(PAGE).status_code == 200
    assert "Een voorbeeld lukt nu niet." in ingelogd.get(f"{PAGE}{verzending.pk}/").content.decode()


def test_edit(ingelogd, netwerk):
    verzending = plan(netwerk)
    UitnodigingFactory(netwerk=netwerk, verstuurd_dag="2026-11-10")
    url = f"{PAGE}{verzending.pk}/"
    assert "Zo komt het aan" in ingelogd.get(url).content.decode()

    html = ingelogd.post(url, {"eigen_tekst": "Tot <b>straks</b>", "voorbeeld": "1"}).content.decode()
    verzending.refresh_from_db()
    assert html.count("Tot &lt;b&gt;straks") == 2  # in the field and in the example
    assert verzending.eigen_tekst == ""

    assert ingelogd.post(url, {"eigen_tekst": "Tot <b>straks</b>"}).url == PAGE
    verzending.refresh_from_db()
    assert verzending.eigen_tekst == "Tot <b>straks</b>"
    assert "Met jouw woorden erboven." in ingelogd.get(PAGE).content.decode()


def test_edit_bad_input(ingelogd, netwerk):
    verzending = plan(netwerk)

    assert ingelogd.post(f"{PAGE}{verzending.pk}/", {"eigen_tekst": "x" * 2001}).status_code == 422
    Verzending.objects.update(status="vervallen")
    response = ingelogd.post(f"{PAGE}{verzending.pk}/", {"eigen_tekst": "Te laat"})
    assert response.status_code == 422
    assert "Dit bericht is al weg." in response.content.decode()
    verzending.refresh_from_db()
    assert verzending.eigen_tekst == ""


def test_kind_that_nobody_edits(ingelogd, netwerk, soort):
    verzending = plan(netwerk, soort=soort(bewerkbaar=False))

    html = ingelogd.get(f"{PAGE}{verzending.pk}/").content.decode()
    assert "maar niet aanvullen" in html
    assert ingelogd.post(f"{PAGE}{verzending.pk}/", {"eigen_tekst": "Toch"}).status_code == 403
    verzending.refresh_from_db()
    assert verzending.eigen_tekst == ""


@pytest.mark.parametrize(("rol", "status"), [("penvoerder", 200), ("deelnemer", 403), ("eigenaar", 403)])
def test_who_may_look(client, netwerk, rol, status):
    verzending = plan(netwerk)
    client.force_login(DeelnameFactory(netwerk=netwerk, rol=rol).persoon)

    assert client.get(PAGE).status_code == status
    assert client.get(f"{PAGE}{verzending.pk}/").status_code == status
    assert client.post(f"{PAGE}{verzending.pk}/overslaan/").status_code == (302 if status == 200 else 403)


def test_message_of_another_netwerk_is_not_found(ingelogd, netwerk):
    verzending = plan(NetwerkFactory())

    assert ingelogd.get(f"{PAGE}{verzending.pk}/").status_code == 404
    assert ingelogd.post(f"{PAGE}{verzending.pk}/overslaan/").status_code == 404


def test_example_shows_no_working_link(netwerk, soort):
    voorbeeld = get_voorbeeld(plan(netwerk, soort=soort()), "Van mij.", by=PersoonFactory())

    assert voorbeeld.onderwerp == "Voor Sanne Geheim"
    assert "/d/…/" in voorbeeld.tekst
    assert "stop." not in voorbeeld.tekst
    assert "Van mij." in voorbeeld.tekst


def test_example_of_a_measurement_names_nobody(netwerk, soort):
    voorbeeld = get_voorbeeld(plan(netwerk, soort=soort(namen_in_log=False)), "", by=PersoonFactory())

    assert voorbeeld.onderwerp == "Voor …"
    assert "Sanne" not in voorbeeld.tekst
    assert "Geheim" not in voorbeeld.onderwerp + voorbeeld.tekst


def test_example_keeps_nothing(netwerk, soort):
    verzending = plan(netwerk, soort=soort(ontvangers=lambda v: [Ontvanger(persoon=DeelnameFactory().persoon)]))
    voor = Verzending.objects.values().get()
    aantal = netwerk.deelnames.model.objects.count()

    assert get_voorbeeld(verzending, "Anders", by=PersoonFactory()).tekst

    assert Verzending.objects.values().get() == voor
    assert netwerk.deelnames.model.objects.count() == aantal
    assert not Bericht.objects.exists()


@pytest.mark.parametrize(
    ("kwargs", "uitleg"),
    [
        ({"ontvangers": lambda v: [], "inhoud": lambda b: b.gegevens["x"]}, "is er niemand die dit bericht krijgt."),
        ({"ontvangers": lambda v: [], "inhoud": lambda b: SlaOver("Nee.")}, "is er niemand die dit bericht krijgt."),
        ({"inhoud": lambda b: SlaOver("Het is al klaar.")}, "gaat dit bericht niet weg. Het is al klaar."),
        ({"inhoud": lambda b: 1 / 0}, "Een voorbeeld lukt nu niet."),
        ({"ontvangers": None}, "Een voorbeeld lukt nu niet."),
    ],
)
def test_example_explains_itself(netwerk, soort, kwargs, uitleg):
    assert uitleg in get_voorbeeld(plan(netwerk, soort=soort(**kwargs)), "", by=PersoonFactory()).uitleg


def test_example_without_receivers_is_shown_as_if_to_you(netwerk, soort, persoon):
    verzending = plan(netwerk, soort=soort(ontvangers=lambda v: [], namen_in_log=False))

    assert get_voorbeeld(verzending, "", by=persoon).onderwerp == f"Voor {persoon.naam}"


def test_held_message_of_the_past_stays_in_sight(ingelogd, netwerk, persoon):
    verzending = hold_verzending(plan(netwerk), by=persoon)
    Verzending.objects.update(op=nu() - timedelta(days=1))
    overgeslagen = skip_verzending(plan(netwerk, nummer=1), by=persoon)

    assert ingelogd.get(PAGE).context["komend"] == [verzending, overgeslagen]


def test_example_that_a_kind_makes_itself_looks_up_nobody(netwerk, soort, persoon):
    inhoud = Inhoud(onderwerp="Voor wie er was", template="email/account/bericht", reden="Zomaar.")
    gevaarlijk = {"ontvangers": lambda v: 1 / 0, "inhoud": lambda b: 1 / 0}
    een = plan(netwerk, soort=soort("een", voorbeeld=lambda v: inhoud, **gevaarlijk))
    twee = plan(netwerk, soort=soort("twee", voorbeeld=lambda v: "Pas na de bijeenkomst.", **gevaarlijk))

    voorbeeld = get_voorbeeld(een, "Van mij.", by=persoon)

    assert (voorbeeld.onderwerp, voorbeeld.uitleg) == ("Voor wie er was", "")
    assert "Van mij." in voorbeeld.tekst
    assert get_voorbeeld(twee, "", by=persoon).uitleg == "Pas na de bijeenkomst."


# --- quiet times and the netwerkbrief -----------------------------------------------------------


def a_mail(verzending, naam, **kwargs):
    velden = {"sleutel": f"v{verzending.pk}:{naam}", "soort": verzending.soort, "op": nu(), "probeer_op": nu()}
    Bericht.objects.create(**velden | {"verzending": verzending, "aan": PersoonFactory(naam=naam)} | kwargs)


def test_log_tells_who_got_it_later_or_in_the_letter_but_not_why(ingelogd, netwerk, soort):
    verzending = plan(netwerk, soort("proef"))
    Verzending.objects.filter(pk=verzending.pk).update(status="uitgevoerd", uitgevoerd_op=nu(), op=nu())
    sent = {"status": "verstuurd", "verstuurd_op": nu()}
    brief = Bericht.objects.create(
        sleutel="brief", soort="berichten.netwerkbrief", aan=PersoonFactory(), op=nu(), probeer_op=nu()
    )
    a_mail(verzending, "Anna", **sent)
    a_mail(verzending, "Bert", **sent, uitstel=timedelta(days=2), reden="Kwam later: het was avond.")
    a_mail(verzending, "Chris", **sent, bundel=brief, reden="Stond in de netwerkbrief.")
    a_mail(verzending, "Daan", status="gebundeld", bundel=brief)
    a_mail(verzending, "Eva", status="overgeslagen", reden="Staat als vraag in de netwerkbrief.")
    a_mail(verzending, "Fem", status="overgeslagen", reden="Wil hierover geen mail.")
    a_mail(verzending, "Gijs", uitstel=timedelta(days=2), reden="Wacht tot maandag: het is herfstvakantie.")

    html = ingelogd.get(PAGE).content.decode()

    assert (
        "2 verstuurd (1 later: eerst was het avond, weekend of vakantie), 3 in de netwerkbrief, "
        "1 onderweg (1 na de avond, het weekend of de vakantie), 1 niet nodig." in html
    )
    assert (
        "Anna, Bert (kwam later), Chris (in de netwerkbrief), Daan (in de netwerkbrief), Eva (in de netwerkbrief), "
        "Fem (niet verstuurd), Gijs (na de avond, het weekend of de vakantie)" in html
    )
    assert [deel for deel in ("Wil hierover", "herfstvakantie", "als vraag") if deel in html] == []


def test_coming_messages_tell_that_they_wait(ingelogd, netwerk, soort, settings):
    """On Christmas Day for everybody, in the holiday that follows for who has it."""
    settings.RUSTTIJDEN = True
    with time_machine.travel(datetime(2026, 12, 17, 12, tzinfo=UTC), tick=False):
        ingelogd.force_login(netwerk.facilitators().get())
        DeelnameFactory(netwerk=netwerk, persoon__organisatie=OrganisatieFactory(vakantieregio="noord"))
        plan(netwerk, soort("proef"), dagen=8)

        html = ingelogd.get(PAGE).content.decode()

    assert "<p>Gaat maandag 28 december om 8.00 uur, want het is een feestdag.</p>" in html
    assert "<p>Wie dan kerstvakantie heeft, krijgt het maandag 4 januari 2027 om 8.00 uur.</p>" in html


def test_letting_go_in_the_evening_tells_when(ingelogd, netwerk, soort, settings):
    settings.RUSTTIJDEN = True
    with time_machine.travel(datetime(2026, 11, 28, 12, tzinfo=UTC), tick=False):
        ingelogd.force_login(netwerk.facilitators().get())
        verzending = plan(netwerk, soort("proef"), dagen=0)
        hold_verzending(verzending, by=netwerk.facilitators().get())

        response = ingelogd.post(f"{PAGE}{verzending.pk}/versturen/", follow=True)

    assert "Het bericht gaat toch, maandag 30 november om 8.00 uur." in response.content.decode()


@pytest.mark.parametrize("code", ["netwerken.uitnodiging", "netwerken.herinnering"])
def test_invitation_is_of_use_until_it_expires(netwerk, code):
    uitnodiging = UitnodigingFactory(netwerk=netwerk)
    uiterlijk = soorten.get_soort(code).uiterlijk

    found = [uiterlijk(Bericht(gegevens=gegevens)) for gegevens in ({"uitnodiging": uitnodiging.pk}, {})]

    assert found == [uitnodiging.verloopt_op, None]


@pytest.mark.parametrize("item_count", [1, 3])
def test_export_has_numbers_and_no_names(ingelogd, netwerk, soort, item_count, django_assert_num_queries):
    for nummer in range(item_count):
        plan(netwerk, soort(code=f"proef{nummer}"), dagen=0, nummer=nummer)
    carry_out_due()

    with django_assert_num_queries(5):
        response = ingelogd.get(f"{PAGE}export.xlsx")

    blad = openpyxl.load_workbook(io.BytesIO(response.content))["Berichten"]
    rijen = [[cel.value for cel in rij] for rij in blad.rows]
    assert [rij[1] for rij in rijen[1:]] == [f"Bericht <b>{nummer}</b>" for nummer in range(item_count)]
    assert [(rij[2], rij[3]) for rij in rijen[1:]] == [("uitgevoerd", 1)] * item_count
    assert "Geheim" not in str(rijen)
    assert "Geheim" not in ingelogd.get(f"{PAGE}export.csv").content.decode()


def test_export_is_for_who_guides(client, netwerk):
    client.force_login(DeelnameFactory(netwerk=netwerk).persoon)

    assert client.get(f"{PAGE}export.csv").status_code == 403
