from django.contrib.contenttypes.models import ContentType

from kern.models import Logregel


def log(obj, actie, *, actor=None, **feiten):
    """Append a line about ``obj``. ``feiten``: small facts; no names, no addresses, no texts of people."""
    return Logregel.objects.create(
        actie=actie,
        actor=actor,
        content_type=ContentType.objects.get_for_model(obj),
        object_id=str(obj.pk),
        feiten=feiten,
    )
