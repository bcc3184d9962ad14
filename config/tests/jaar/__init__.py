"""A simulated year: several networks live, the clock jumps, and an oracle says who should have got which mail.

``world`` makes networks and people, ``life`` lets things happen, ``engine`` moves the clock and stops workers,
``mailbox`` is a mail server with moods. ``facts`` and ``moments`` are the diary and the rules of the ``oracle``:
they know nothing of the planners and models under test. A topic has two files: its rules (``polls``, ``plans``,
``turns``, ``guests``, ``promises``), and what people do with it (``polling``, ``years``, ``turning``, ``hosting``,
``promising``); ``rooms`` and ``rooming``: what is answered in the meeting itself;
``ends`` and ``ending``: a netwerk that ends in the year, and is asked months later what became of it;
``grants`` and ``granting``: what netwerken ask of the academie, in a season of their own (``test_subsidie``).
"""
