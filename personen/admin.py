from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.socialaccount import admin as socialaccount_admin
from django.contrib import admin
from django.utils.decorators import method_decorator

from kern.admin import BeheerModelAdmin
from personen import services
from personen.duo.bewaren import refresh_zoektekst
from personen.models import Organisatie, Persoon, Schoolvakantie

ROL = {"platformrol", "academie_sector", "is_beoordelaar", "is_beslisser", "is_active"}  # what somebody may do
# Reading may go on; whoever makes, changes or removes a person shows first that it is really them.
ask_first = method_decorator(reauthentication_required)
ask_first_to_save = method_decorator(reauthentication_required(allow_get=True))


@admin.register(Organisatie)
class OrganisatieAdmin(BeheerModelAdmin):
    list_display = ["naam", "soort", "sector", "plaats", "code", "is_active"]
    list_filter = ["soort", "sector", "provincie", "is_active"]
    search_fields = ["naam", "code", "plaats"]
    autocomplete_fields = ["deel_van"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change:
            refresh_zoektekst([obj.pk])


@admin.register(Schoolvakantie)
class SchoolvakantieAdmin(BeheerModelAdmin):
    """To look at; `manage.py importeer_vakanties` changes them."""

    list_display = ["naam", "schooljaar", "regio", "begin", "eind", "is_advies", "bron_datum"]
    list_filter = ["schooljaar", "regio"]

    has_add_permission = has_delete_permission = has_change_permission = lambda self, request, obj=None: False


class WerkplekFilter(admin.SimpleListFilter):
    """Who wrote a school down that was not in the list, so that beheer can choose the right one for them."""

    title = "school"
    parameter_name = "werkplek"

    def lookups(self, request, model_admin):
        return [("zelf", "zelf ingevuld"), ("geen", "niets ingevuld")]

    def queryset(self, request, queryset):
        if self.value() == "zelf":
            return queryset.exclude(organisatie_naam="")
        return queryset.filter(organisatie=None, organisatie_naam="") if self.value() == "geen" else queryset


@admin.register(Persoon)
class PersoonAdmin(BeheerModelAdmin):
    list_display = ["naam", "email", "werkplek", "platformrol", "is_active"]
    list_select_related = ["organisatie"]
    list_filter = ["platformrol", "is_beoordelaar", "is_beslisser", WerkplekFilter, "is_active"]
    search_fields = ["naam", "email"]
    autocomplete_fields = ["organisatie"]
    fields = [
        "naam", "email", "functie", "organisatie", "organisatie_naam", "platformrol", "academie_sector",
        "is_beoordelaar", "is_beslisser", "is_active",
    ]  # fmt: skip

    def get_readonly_fields(self, request, obj=None):
        """The address is the login: people change it themselves, with a confirmation by mail."""
        return ["email", "organisatie_naam"] if obj else ["organisatie_naam"]

    changeform_view = ask_first(BeheerModelAdmin.changeform_view)
    delete_view = ask_first(BeheerModelAdmin.delete_view)
    changelist_view = ask_first_to_save(BeheerModelAdmin.changelist_view)  # its actions remove people

    def save_model(self, request, obj, form, change):
        if obj.organisatie_id:  # beheer found the school that somebody wrote down
            obj.organisatie_naam = ""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if ROL & set(form.changed_data):  # that ends the sessions too (Persoon._get_session_auth_hash)
            services.tell_rolwissel(obj, by=request.user)
        if "is_active" in form.changed_data:
            services.end_sessions(obj, by=request.user)
        if not change:  # so that the first code by mail confirms the address as well
            EmailAddress.objects.create(user=obj, email=obj.email, primary=True)


# Their ids and tokens are nobody's business, and secrets of providers come from the environment.
admin.site.unregister(
    [socialaccount_admin.SocialApp, socialaccount_admin.SocialAccount, socialaccount_admin.SocialToken]
)
