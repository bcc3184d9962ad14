from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from kern.tijd import nu


@login_not_required
@require_safe
def security_txt(request):
    """RFC 9116: whom to tell about a hole. Always good for another half year: the setting is looked after or gone."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    lines = {
        "Contact": settings.SECURITY_CONTACT,
        "Expires": f"{nu() + timedelta(days=180):%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages": "nl, en",
        "Canonical": f"{settings.BASE_URL}/.well-known/security.txt",
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
