from django.contrib import admin

from kern.admin import BeheerModelAdmin
from netwerken.models import Netwerk


@admin.register(Netwerk)
class NetwerkAdmin(BeheerModelAdmin):
    """The facts of a netwerk, to look at: its people change it, and nobody's membership is shown here."""

    list_display = ["naam", "status", "sector", "regio", "is_openbaar", "start_datum", "eind_datum"]
    list_filter = ["status", "sector", "type", "is_openbaar"]
    search_fields = ["naam", "thema", "centrale_vraag"]

    has_add_permission = has_delete_permission = has_change_permission = lambda self, request, obj=None: False
