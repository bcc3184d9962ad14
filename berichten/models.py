import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from berichten.aandacht import Keuze
from kern.models import TimestampedModel
from kern.tijd import nu

NETWERKBRIEF = "berichten.netwerkbrief"  # the soort of a letter


class VerzendingQuerySet(models.QuerySet):
    def in_context(self, context):
        return self.filter(context=context)

    def waiting(self):
        """Not carried out and still meant to be."""
        return self.filter(status__in=[Verzending.Status.GEPLAND, Verzending.Status.VASTGEHOUDEN])

    def due(self, now):
        """Their moment has come; held ones too, because holding for too long makes them lapse."""
        return self.waiting().filter(op__lte=now).order_by("op", "pk")

    def coming(self, *, days=14, now=None, tot=None):
        """What the facilitator can still change: the coming days (or until ``tot``), skipped ones included."""
        now = now or nu()
        tot = tot or now + timedelta(days=days)
        zichtbaar = [Verzending.Status.GEPLAND, Verzending.Status.VASTGEHOUDEN, Verzending.Status.OVERGESLAGEN]
        return self.filter(Q(op__gte=now) | Q(status__in=zichtbaar[:2]), status__in=zichtbaar, op__lt=tot).order_by(
            "op", "pk"
        )

    def log(self, *, now=None):
        """What is behind us, newest first: carried out, skipped or lapsed."""
        over = Q(status__in=[Verzending.Status.UITGEVOERD, Verzending.Status.VERVALLEN]) | Q(
            status=Verzending.Status.OVERGESLAGEN, op__lt=now or nu()
        )
        return self.filter(over).order_by("-op", "-pk")

    def with_counts(self):
        """Adds how many mails had each outcome: ``verstuurd``, ``in_brief`` (waiting for it), ``niet_verstuurd``, …"""

        def tel(*statussen):
            return models.Count("berichten", filter=Q(berichten__status__in=statussen))

        s = Bericht.Status
        return self.annotate(
            verstuurd=tel(s.VERSTUURD),
            in_brief=tel(s.GEBUNDELD),
            niet_verstuurd=tel(s.OVERGESLAGEN, s.VERVALLEN),
            mislukt=tel(s.MISLUKT),
            onderweg=tel(s.GEPLAND),
        )


class Verzending(TimestampedModel):
    """An automatic message to a group, at a moment. When due it becomes one Bericht per receiver.

    gepland → uitgevoerd (expanded), vervallen (overtaken by events or too late);
    gepland ⇄ vastgehouden (waits for the facilitator), gepland ⇄ overgeslagen (the facilitator said no).
    """

    class Status(models.TextChoices):
        GEPLAND = "gepland", "gepland"
        VASTGEHOUDEN = "vastgehouden", "vastgehouden"
        OVERGESLAGEN = "overgeslagen", "overgeslagen"
        UITGEVOERD = "uitgevoerd", "uitgevoerd"
        VERVALLEN = "vervallen", "vervallen"

    soort = models.CharField(max_length=60)
    sleutel = models.CharField(max_length=200, unique=True)
    context = models.CharField(max_length=60, help_text="Whose it is: netwerk:12")
    aanleiding = models.CharField(max_length=60, blank=True, help_text="What it is about: bijeenkomst:34")
    titel = models.CharField(max_length=200)
    omschrijving = models.CharField(max_length=300, blank=True)
    op = models.DateTimeField("gaat op")
    eigen_tekst = models.TextField("eigen tekst", blank=True, max_length=2000)
    status = models.CharField(max_length=12, choices=Status, default=Status.GEPLAND)
    reden = models.CharField(max_length=300, blank=True)
    uitgevoerd_op = models.DateTimeField(null=True, blank=True)

    objects = VerzendingQuerySet.as_manager()

    class Meta:
        verbose_name = "verzending"
        verbose_name_plural = "verzendingen"
        ordering = ["op", "pk"]
        indexes = [
            models.Index(fields=["op"], condition=Q(status__in=["gepland", "vastgehouden"]), name="verzending_due"),
            models.Index(fields=["context", "op"], name="verzending_context"),
            models.Index(fields=["aanleiding"], name="verzending_aanleiding"),
        ]
        constraints = [
            models.CheckConstraint(
                name="verzending_uitgevoerd_has_time",
                condition=Q(status="uitgevoerd", uitgevoerd_op__isnull=False)
                | ~Q(status="uitgevoerd") & Q(uitgevoerd_op__isnull=True),
            ),
            models.CheckConstraint(
                name="verzending_known_status",
                condition=Q(status__in=["gepland", "vastgehouden", "overgeslagen", "uitgevoerd", "vervallen"]),
            ),
        ]

    def __str__(self):
        return self.titel

    @property
    def is_open(self):
        return self.status in {self.Status.GEPLAND, self.Status.VASTGEHOUDEN}


class BerichtQuerySet(models.QuerySet):
    def sendable(self, now):
        """Due, and not in the hands of a live worker. Who failed before waits behind who did not."""
        vrij = Q(claim_tot__isnull=True) | Q(claim_tot__lt=now)
        return self.filter(vrij, status=Bericht.Status.GEPLAND, probeer_op__lte=now).order_by("probeer_op", "pk")

    def untouched(self):
        """Nobody tried them yet; a mail that one receiver's server keeps refusing is not among them."""
        return self.filter(status=Bericht.Status.GEPLAND, pogingen=0)

    def left_since(self, moment):
        """Mails that were taken by the mail server from then on; what is due for a week is not looked for."""
        return self.filter(op__gt=moment - timedelta(days=7), verstuurd_op__gte=moment)

    def counting(self, people, since):
        """Mails to ``people`` since then that took attention: not necessary, not urgent, not in a netwerkbrief."""
        return self.filter(aan__in=people, telt=True, verstuurd_op__gte=since)


class Bericht(TimestampedModel):
    """One mail to one person: a row of the outbox. The unique ``sleutel`` makes it happen once.

    gepland → verstuurd, overgeslagen (no longer needed or not wanted), mislukt (refused for good),
    vervallen (too late to be useful); gepland → gebundeld (waits for the netwerkbrief ``bundel``) → one of these,
    together with that letter.
    """

    class Status(models.TextChoices):
        GEPLAND = "gepland", "gepland"
        GEBUNDELD = "gebundeld", "gebundeld"
        VERSTUURD = "verstuurd", "verstuurd"
        OVERGESLAGEN = "overgeslagen", "overgeslagen"
        MISLUKT = "mislukt", "mislukt"
        VERVALLEN = "vervallen", "vervallen"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="Becomes the Message-ID.")
    sleutel = models.CharField(max_length=500, unique=True)  # of a Verzending plus an address
    soort = models.CharField(max_length=60)
    verzending = models.ForeignKey(
        Verzending, on_delete=models.PROTECT, null=True, blank=True, related_name="berichten"
    )
    aan = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="berichten"
    )
    adres = models.EmailField(blank=True, help_text="For somebody without an account.")
    context = models.CharField(max_length=60, blank=True)
    aanleiding = models.CharField(max_length=60, blank=True)
    gegevens = models.JSONField(default=dict, blank=True, help_text="Small ids the text needs; no content.")
    op = models.DateTimeField("gaat op")
    probeer_op = models.DateTimeField("volgende poging")
    uitstel = models.DurationField(default=timedelta(0), help_text="How long quiet times held it; not counted as late.")
    status = models.CharField(max_length=12, choices=Status, default=Status.GEPLAND)
    reden = models.CharField(max_length=300, blank=True)
    pogingen = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True, blank=True)
    claim_tot = models.DateTimeField(null=True, blank=True)
    onderwerp = models.CharField(max_length=200, blank=True)
    verstuurd_op = models.DateTimeField(null=True, blank=True)
    bundel = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="bundeling",
        help_text="The netwerkbrief.",
    )
    telt = models.BooleanField(default=False, help_text="Took one of the receiver's mails of the week.")

    # While a netwerkbrief is written: what stands in it, and what no longer has to, with the reason (pk → reden).
    mee = ()
    afgevallen = None

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["-op", "-pk"]
        indexes = [
            models.Index(fields=["probeer_op"], condition=Q(status="gepland"), name="bericht_sendable"),
            models.Index(fields=["context", "-op"], name="bericht_context"),
            models.Index(fields=["aanleiding"], name="bericht_aanleiding"),
            models.Index(fields=["-op"], name="bericht_newest"),
            models.Index(fields=["aan", "verstuurd_op"], condition=Q(telt=True), name="bericht_telt"),
            models.Index(fields=["aan", "op"], condition=Q(soort=NETWERKBRIEF), name="bericht_netwerkbrief"),
        ]
        constraints = [
            models.CheckConstraint(
                name="bericht_one_receiver",
                condition=Q(aan__isnull=False, adres="") | Q(aan__isnull=True) & ~Q(adres=""),
            ),
            models.CheckConstraint(
                name="bericht_known_status",
                condition=Q(status__in=["gepland", "gebundeld", "verstuurd", "overgeslagen", "mislukt", "vervallen"]),
            ),
            models.CheckConstraint(
                name="bericht_gebundeld_has_bundel", condition=~Q(status="gebundeld") | Q(bundel__isnull=False)
            ),
            models.CheckConstraint(name="bericht_only_verstuurd_telt", condition=Q(telt=False) | Q(status="verstuurd")),
            models.CheckConstraint(
                name="bericht_claim_has_end",
                condition=Q(claim__isnull=True, claim_tot__isnull=True)
                | Q(claim__isnull=False, claim_tot__isnull=False),
            ),
            models.CheckConstraint(
                name="bericht_verstuurd_has_time",
                condition=Q(status="verstuurd", verstuurd_op__isnull=False)
                | ~Q(status="verstuurd") & Q(verstuurd_op__isnull=True),
            ),
        ]

    def __str__(self):
        return self.sleutel

    @property
    def naar(self):
        return self.aan.email if self.aan_id else self.adres


class Onderwerp(models.TextChoices):
    """What somebody can stop mail about. Necessary mails belong to none of these."""

    BIJEENKOMSTEN = "bijeenkomsten", "bijeenkomsten"
    EVALUATIE = "evaluatie", "evaluaties"
    NETWERK = "netwerk", "nieuws van het netwerk"


class VoorkeurQuerySet(models.QuerySet):
    def keuzes_of(self, people) -> dict[tuple[int, str], str]:
        """(person, onderwerp) → keuze, of everybody who chose something else than every mail at once."""
        rows = self.filter(persoon__in=people)
        return {(persoon, onderwerp): keuze for persoon, onderwerp, keuze in rows.values_list(*_KEUZE_VELDEN)}


_KEUZE_VELDEN = ("persoon_id", "onderwerp", "keuze")


class Voorkeur(TimestampedModel):
    """What somebody wants about one onderwerp; without a row every mail comes at once."""

    class Keuze(models.TextChoices):
        WEKELIJKS = Keuze.WEKELIJKS.value, "één keer per week"
        NIET = Keuze.NIET.value, "niet"

    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="voorkeuren")
    onderwerp = models.CharField(max_length=20, choices=Onderwerp)
    keuze = models.CharField(max_length=10, choices=Keuze)

    objects = VoorkeurQuerySet.as_manager()

    class Meta:
        verbose_name = "voorkeur"
        verbose_name_plural = "voorkeuren"
        indexes = [
            models.Index(fields=["persoon"], condition=Q(keuze="wekelijks"), name="voorkeur_wekelijks"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["persoon", "onderwerp"], name="voorkeur_once_per_onderwerp"),
            models.CheckConstraint(
                name="voorkeur_known_onderwerp",
                condition=Q(onderwerp__in=["bijeenkomsten", "evaluatie", "netwerk"]),
            ),
            models.CheckConstraint(name="voorkeur_known_keuze", condition=Q(keuze__in=["wekelijks", "niet"])),
        ]

    def __str__(self):
        return f"{self.onderwerp}: {self.keuze}"


class AdresmerkQuerySet(models.QuerySet):
    def of_addresses(self, adressen) -> dict[str, set[str]]:
        """{address: its marks}, in one query; addresses without marks are not in it."""
        gevonden = {}
        for adres, soort in self.filter(adres__in={a.lower() for a in adressen}).values_list("adres", "soort"):
            gevonden.setdefault(adres, set()).add(soort)
        return gevonden


class Adresmerk(TimestampedModel):
    """What a mail service told about an address. As long as the row is there, mail to it is skipped."""

    class Soort(models.TextChoices):
        ONBEREIKBAAR = "onbereikbaar", "mail komt terug"
        KLACHT = "klacht", "noemde mail ongewenst"

    adres = models.EmailField("adres")
    soort = models.CharField("soort", max_length=12, choices=Soort)
    bron = models.CharField("volgens", max_length=30)

    objects = AdresmerkQuerySet.as_manager()

    class Meta:
        verbose_name = "adresmerk"
        verbose_name_plural = "adresmerken"
        ordering = ["adres", "soort"]
        constraints = [
            models.UniqueConstraint(fields=["adres", "soort"], name="adresmerk_once_per_soort"),
            models.CheckConstraint(name="adresmerk_lower", condition=Q(adres=Lower("adres"))),
            models.CheckConstraint(name="adresmerk_known_soort", condition=Q(soort__in=["onbereikbaar", "klacht"])),
        ]

    def __str__(self):
        return f"{self.adres}: {self.get_soort_display()}"
