"""Floor 11, pages: each one HTML file that needs no server and asks nothing of a network.

- ``pack``: the decision pack: answer, effects, figures, persons, money, assumptions, limits, sources, how to reproduce;
- ``replay``: two scenarios side by side on the same draws, to play, pause and scrub;
- ``film``: two worlds recorded step by step;
- ``markup``: HTML in which text is escaped unless it says that it is markup.
"""
