from django.conf import settings
from django.core import checks

from personen.schoolaccount import web


@checks.register(checks.Tags.security)
def check_schoolaccounts(app_configs, **kwargs):
    """A provider that is half configured refuses everybody, and says so only when somebody tries."""
    found = []
    for app in settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
        naam = app["provider_id"].upper()
        if not app["secret"]:
            found.append(checks.Error(f"{naam}_CLIENT_SECRET is empty.", id="personen.E001"))
        if not web.is_safe(app["settings"]["server_url"]):
            found.append(checks.Error(f"{naam}_ISSUER must start with https://.", id="personen.E002"))
    return found
