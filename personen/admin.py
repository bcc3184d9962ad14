from django.contrib import admin

from kern.admin import BeheerModelAdmin
from personen.models import Organisatie, Persoon


@admin.register(Organisatie)
class OrganisatieAdmin(BeheerModelAdmin):
    list_display = ["naam", "soort", "sector", "plaats", "code", "is_active"]
    list_filter = ["soort", "sector", "provincie", "is_active"]
    search_fields = ["naam", "code", "plaats"]
    autocomplete_fields = ["deel_van"]


@admin.register(Persoon)
class PersoonAdmin(BeheerModelAdmin):
    list_display = ["naam", "email", "platformrol", "is_active"]
    list_filter = ["platformrol", "is_active"]
    search_fields = ["naam", "email"]
    autocomplete_fields = ["organisatie"]
    fields = ["naam", "email", "functie", "organisatie", "platformrol", "academie_sector", "is_active"]
