from netwerken.services.hooks import ON_CREATE, ON_JOIN

__all__ = ["ON_CREATE", "ON_JOIN"]
