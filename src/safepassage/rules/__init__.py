"""The science: small pure functions of scalars, compiled by numba, each with units and source."""
