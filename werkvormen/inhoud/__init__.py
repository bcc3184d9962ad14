"""The catalogue as reviewable files: one JSON file per kaart in ``kaarten/``, read and checked by ``soorten``.

The same shape is what a werkvorm is exported as and imported from; ``docs/werkvormen.md`` describes it.
"""
