from django.contrib import admin

from kern.models import Logregel


class BeheerModelAdmin(admin.ModelAdmin):
    """Admin for beheer. Only rooms without private content register here."""

    def has_module_permission(self, request):
        return request.user.is_staff

    has_view_permission = has_change_permission = has_add_permission = has_delete_permission = (
        lambda self, request, obj=None: request.user.is_staff
    )


@admin.register(Logregel)
class LogregelAdmin(BeheerModelAdmin):
    list_display = ["created_at", "actie", "content_type", "object_id"]
    list_filter = ["actie"]

    has_add_permission = has_delete_permission = has_change_permission = lambda self, request, obj=None: False
