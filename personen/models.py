from datetime import timedelta

import rules
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from kern.models import TimestampedModel
from personen.zoektekst import zoektekst


class Sector(models.TextChoices):
    PO = "po", "primair onderwijs"
    VO = "vo", "voortgezet onderwijs"
    PO_VO = "po_vo", "po en vo samen"
    ANDERS = "anders", "andere sector"


# Whose people and netwerken an academie looks after. Another sector has no academie of its own, so each does.
VAN_ACADEMIE = {
    "po": ("po", "po_vo", "anders"),
    "vo": ("vo", "po_vo", "anders"),
    "po_vo": ("po", "vo", "po_vo", "anders"),
    "anders": ("anders",),
}


class Provincie(models.TextChoices):
    """Regions people search by; a network may also work everywhere."""

    LANDELIJK = "landelijk", "heel Nederland"
    DRENTHE = "drenthe", "Drenthe"
    FLEVOLAND = "flevoland", "Flevoland"
    FRYSLAN = "fryslan", "Fryslân"
    GELDERLAND = "gelderland", "Gelderland"
    GRONINGEN = "groningen", "Groningen"
    LIMBURG = "limburg", "Limburg"
    NOORD_BRABANT = "noord-brabant", "Noord-Brabant"
    NOORD_HOLLAND = "noord-holland", "Noord-Holland"
    OVERIJSSEL = "overijssel", "Overijssel"
    UTRECHT = "utrecht", "Utrecht"
    ZEELAND = "zeeland", "Zeeland"
    ZUID_HOLLAND = "zuid-holland", "Zuid-Holland"


class Vakantieregio(models.TextChoices):
    NOORD = "noord", "Noord"
    MIDDEN = "midden", "Midden"
    ZUID = "zuid", "Zuid"


class ZoektekstField(models.TextField):
    """What people may type to find an organisation, kept up to date with every ``save`` and ``bulk_create``."""

    def pre_save(self, model_instance, add):
        value = model_instance.make_zoektekst()
        setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self):
        """In migrations plain text: the models there do not know how it is made."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class Organisatie(TimestampedModel):
    """A bestuur, a school or a vestiging, or another organisation whose people take part."""

    class Soort(models.TextChoices):
        BESTUUR = "bestuur", "schoolbestuur"
        SCHOOL = "school", "school"
        VESTIGING = "vestiging", "vestiging"
        ACADEMIE = "academie", "academie"
        OPLEIDING = "opleiding", "opleiding"
        BEDRIJF = "bedrijf", "bedrijf of bureau"

    Vakantieregio = Vakantieregio

    naam = models.CharField("naam", max_length=200)
    soort = models.CharField("soort", max_length=12, choices=Soort)
    sector = models.CharField("sector", max_length=8, choices=Sector)
    deel_van = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="onderdelen", verbose_name="hoort bij"
    )
    code = models.CharField(
        "code bij DUO", max_length=8, blank=True, help_text="Bevoegd gezag 5 cijfers, BRIN 4, vestiging 6 tekens."
    )
    plaats = models.CharField("plaats", max_length=100, blank=True)
    gemeente = models.CharField("gemeente", max_length=100, blank=True)
    provincie = models.CharField("provincie", max_length=20, choices=Provincie, blank=True)
    vakantieregio = models.CharField("vakantieregio", max_length=8, choices=Vakantieregio, blank=True)
    is_active = models.BooleanField("bestaat nog", default=True)
    # The lists of DUO it was in, such as «bo so»: what vanishes from one list is closed only when no other has it.
    duo_lijsten = models.CharField("lijsten van DUO", max_length=20, blank=True, editable=False)
    zoektekst = ZoektekstField(default="", editable=False)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["naam"]
        indexes = [models.Index(fields=["naam"], name="organisatie_naam")]
        constraints = [
            models.UniqueConstraint(
                fields=["soort", "code"], condition=~Q(code=""), name="organisatie_unique_code_per_soort"
            ),
            models.CheckConstraint(
                name="organisatie_soort_matches_deel_van",
                condition=Q(deel_van__isnull=True) | Q(soort__in=["school", "vestiging", "opleiding", "academie"]),
            ),
            models.CheckConstraint(
                name="organisatie_not_part_of_itself", condition=Q(deel_van__isnull=True) | ~Q(deel_van=F("pk"))
            ),
        ]

    def __str__(self):
        return self.naam

    @property
    def regio(self):
        """Whose school holidays hold here; a vestiging of which nothing is known follows its school."""
        if self.vakantieregio or self.soort != self.Soort.VESTIGING or not self.deel_van_id:
            return self.vakantieregio
        return self.deel_van.vakantieregio

    @property
    def bestuur(self):
        """The board above it, or nothing. In a list: ``select_related("deel_van__deel_van")``."""
        ouder = self.deel_van if self.deel_van_id else None
        while ouder and ouder.soort != self.Soort.BESTUUR:
            ouder = ouder.deel_van if ouder.deel_van_id else None
        return ouder

    def make_zoektekst(self):
        """Its own name first, then where it is, its code, and what it is part of."""
        school = self.deel_van if self.deel_van_id else None
        bestuur = school.deel_van if school and school.deel_van_id else None
        return zoektekst(self.naam, self.plaats, self.code, *[ouder.naam for ouder in (school, bestuur) if ouder])


class Schoolvakantie(TimestampedModel):
    """One school holiday of one region; a holiday of the whole country has three rows."""

    LANGST = timedelta(days=60)

    schooljaar = models.CharField("schooljaar", max_length=9, help_text="Bijvoorbeeld 2026-2027.")
    naam = models.CharField("naam", max_length=40)
    regio = models.CharField("regio", max_length=8, choices=Vakantieregio)
    begin = models.DateField("eerste dag")
    eind = models.DateField("laatste dag")
    is_advies = models.BooleanField("alleen advies", default=False, help_text="Een school mag hiervan afwijken.")
    bron = models.CharField("bron", max_length=200)
    bron_datum = models.DateField("datum van de bron", help_text="Of de dag waarop we de gegevens overnamen.")

    class Meta:
        verbose_name = "schoolvakantie"
        verbose_name_plural = "schoolvakanties"
        ordering = ["begin", "regio"]
        constraints = [
            models.UniqueConstraint(fields=["schooljaar", "naam", "regio"], name="schoolvakantie_unique"),
            models.CheckConstraint(
                name="schoolvakantie_known_regio", condition=Q(regio__in=["noord", "midden", "zuid"])
            ),
            models.CheckConstraint(name="schoolvakantie_ends_after_begin", condition=Q(eind__gte=F("begin"))),
        ]

    def __str__(self):
        return f"{self.naam} {self.schooljaar} {self.get_regio_display()}"


class LowerEmailField(models.EmailField):
    """Capitals make no other address: stored and looked up in small letters."""

    def to_python(self, value):  # get_prep_value calls this too, so saving and looking up agree
        value = super().to_python(value)
        return value.strip().lower() if value else value

    def pre_save(self, model_instance, add):
        setattr(model_instance, self.attname, self.to_python(getattr(model_instance, self.attname)))
        return super().pre_save(model_instance, add)


class PersoonManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """A person who may sign in. Without ``password`` only the mailed code works."""
        persoon = self.model(email=email, **fields)
        persoon.set_password(password or None)
        persoon.save(using=self._db)
        return persoon

    def create_superuser(self, email, password=None, **fields):
        """For ``manage.py createsuperuser``: a person of beheer. There is nobody above the rules."""
        return self.create_user(email, password, platformrol=Persoon.Platformrol.BEHEER, **fields)


class Persoon(TimestampedModel, AbstractBaseUser):
    """Somebody with an account. The e-mail address is the login."""

    class Platformrol(models.TextChoices):
        GEEN = "geen", "geen"
        ACADEMIE = "academie", "academie"
        BEHEER = "beheer", "beheer"

    email = LowerEmailField("e-mailadres", unique=True, error_messages={"unique": "Dit adres is al in gebruik."})
    naam = models.CharField("naam", max_length=120)
    functie = models.CharField("functie", max_length=120, blank=True)
    organisatie = models.ForeignKey(
        Organisatie,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="personen",
        verbose_name="organisatie",
    )
    organisatie_naam = models.CharField(
        "werkt bij (zelf ingevuld)", max_length=200, blank=True, help_text="Als de school niet in de lijst staat."
    )
    platformrol = models.CharField("rol op het platform", max_length=10, choices=Platformrol, default="geen")
    academie_sector = models.CharField("sector van de academie", max_length=8, choices=Sector, blank=True)
    is_beoordelaar = models.BooleanField(
        "beoordelaar", default=False, help_text="Geeft advies over aanvragen. Alleen voor de academie."
    )
    is_beslisser = models.BooleanField(
        "beslisser", default=False, help_text="Beslist over aanvragen, nooit over een waar die zelf advies over gaf."
    )
    is_active = models.BooleanField("actief", default=True)
    sessie_nummer = models.PositiveIntegerField("nummer van de sessies", default=0, editable=False)

    objects = PersoonManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]
    is_superuser = False  # nobody skips the rules, beheer neither

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        ordering = ["naam", "pk"]
        constraints = [
            models.CheckConstraint(name="persoon_lower_email", condition=Q(email=Lower("email"))),
            models.CheckConstraint(
                name="persoon_known_platformrol", condition=Q(platformrol__in=["geen", "academie", "beheer"])
            ),
            models.CheckConstraint(
                name="persoon_one_werkplek", condition=Q(organisatie__isnull=True) | Q(organisatie_naam="")
            ),
            models.CheckConstraint(
                name="persoon_academie_has_sector",
                condition=Q(platformrol="academie") & ~Q(academie_sector="")
                | ~Q(platformrol="academie") & Q(academie_sector=""),
            ),
            models.CheckConstraint(
                name="persoon_only_academie_judges",
                condition=Q(platformrol="academie") | Q(is_beoordelaar=False, is_beslisser=False),
                violation_error_message=(
                    "Beoordelaar en beslisser zijn mensen van de academie. "
                    "Zet eerst die vinkjes uit, of kies de rol academie."
                ),
            ),
        ]

    def __str__(self):
        return self.naam

    @property
    def voornaam(self):
        return self.naam.split(" ")[0]

    @property
    def vakantieregio(self):
        """«midden», or nothing when unknown. In a list: ``select_related("organisatie__deel_van")``."""
        return self.organisatie.regio if self.organisatie_id else ""

    @property
    def is_academie(self):
        return self.platformrol == self.Platformrol.ACADEMIE

    @property
    def is_beheer(self):
        return self.platformrol == self.Platformrol.BEHEER

    @property
    def is_staff(self):
        """Who may open /beheer/."""
        return self.is_active and self.is_beheer

    @property
    def omschrijving(self):
        """«Teamleider, Wilgenkamp College»"""
        return ", ".join(filter(None, [self.functie, self.werkplek]))

    @property
    def werkplek(self):
        """The name of the school, from the list or as they wrote it themselves."""
        return self.organisatie.naam if self.organisatie_id else self.organisatie_naam

    @property
    def _taken(self):
        """Nothing for most people: their sessions go on."""
        return ":beoordelaar" * self.is_beoordelaar + ":beslisser" * self.is_beslisser

    def _get_session_auth_hash(self, secret=None):
        """Django ends every session whose hash is not this one. So a session does not outlive a role, however the
        role was given, and one number more signs somebody out everywhere."""
        about = f"{self.password}|{self.platformrol}{self._taken}|{self.sessie_nummer}"
        return salted_hmac("personen.Persoon.sessie", about, secret=secret, algorithm="sha256").hexdigest()

    def has_perm(self, perm, obj=None):
        return self.is_active and rules.has_perm(perm, self, obj)

    def has_module_perms(self, app_label):
        return self.is_staff
