"""The thresholds, as the pages tell them."""

from django.conf import settings

GRENZEN = {"min_antwoorden": settings.EVALUATIE_MIN_ANTWOORDEN, "min_verdeling": settings.EVALUATIE_MIN_VERDELING}
