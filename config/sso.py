"""Signing in with a schoolaccount (docs/schoolaccount.md). A provider without client id does not exist."""

from config.env import env

_AANBIEDERS = [
    {
        "provider_id": "entree",
        "name": "Entree",
        "client_id": env.str("ENTREE_CLIENT_ID", default=""),
        "secret": env.str("ENTREE_CLIENT_SECRET", default=""),
        "settings": {"server_url": env.str("ENTREE_ISSUER", default="") or "https://oidcng.entree.kennisnet.nl"},
    },
    {
        "provider_id": "surfconext",
        "name": "SURFconext",
        "client_id": env.str("SURFCONEXT_CLIENT_ID", default=""),
        "secret": env.str("SURFCONEXT_CLIENT_SECRET", default=""),
        "settings": {"server_url": env.str("SURFCONEXT_ISSUER", default="") or "https://connect.surfconext.nl"},
    },
]
SOCIALACCOUNT_ADAPTER = "personen.schoolaccount.adapter.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "personen.schoolaccount.provider.SchoolaccountProvider",
        "APPS": [aanbieder for aanbieder in _AANBIEDERS if aanbieder["client_id"]],
    }
}
SOCIALACCOUNT_STORE_TOKENS = False  # signing in is all we ask of them
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an address proves nothing: only issuer and subject do
