"""The demo data: networks as they really exist, with people who do not.

``verhalen`` and ``verhalen_meer`` tell what each netwerk is; days are counted from today. ``mensen`` makes up the
people with Faker and a fixed seed. ``laden`` writes it all, ``dagen`` and ``metingen`` the meetings and evaluations.
"""
