"""The peers that turn a country's name into a code, behind one face: a list of names in, a list of ISO 3166 alpha-3 codes or None out.

None of them takes a date, so they are given the name alone.
"""

from __future__ import annotations

import gc
import logging
import warnings
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

Convert = Callable[[Sequence[str]], list[object]]


class Peer(NamedTuple):
    """A way of asking a peer: its package, what is called, and how to get it ready."""

    package: str
    call: str
    make: Callable[[], Convert]

    @property
    def name(self) -> str:
        """How tables call it."""
        return f"{self.package} {self.call}".strip()


def _country_converter() -> Convert:
    from country_converter import CountryConverter

    logging.getLogger("country_converter").setLevel(logging.CRITICAL)  # it logs every name that it does not know
    try:
        converter = CountryConverter()
    except TypeError:
        converter = CountryConverter(country_data=_table())

    def convert(names: Sequence[str]) -> list[object]:
        found = converter.convert(list(names), to="ISO3", not_found="-", enforce_list=True)
        return [None if codes == ["-"] else codes[0] if len(codes) == 1 else tuple(codes) for codes in found]
    return convert


def _table() -> Any:
    """Its own table, read for it: under pandas 3.1 version 1.3.2 reads empty cells and Namibia's "NA" as missing, and stops."""
    import pandas
    from country_converter.country_converter import COUNTRY_DATA_FILE, STR_NA_VALUES

    text = {"name_short", "name_official", "regex", "ISO2", "ISO3", "continent", "UNregion", "EXIO1", "EXIO2", "EXIO3", "WIOD"}
    columns = pandas.read_csv(COUNTRY_DATA_FILE, sep="\t", nrows=0).columns
    missing = {c: STR_NA_VALUES - {"NA"} for c in columns if c not in text}
    table = pandas.read_csv(COUNTRY_DATA_FILE, sep="\t", encoding="utf-8", keep_default_na=False, na_values=missing)
    whole = ("ISOnumeric", "UNcode", "FAOcode", "GBDcode", "EURO", "UN", "UNmember", "obsolete", "GEOnumeric")
    return table.astype({c: "Int64" for c in whole if c in columns})


def _each(find: Callable[[str], object]) -> Convert:
    return lambda names: [find(name) for name in names]


def _pycountry() -> Convert:
    import pycountry

    def find(name: str) -> object:
        for table in (pycountry.countries, pycountry.historic_countries):
            try:
                return table.lookup(name).alpha_3
            except LookupError:
                pass
        return None
    return _each(find)


def _pycountry_fuzzy() -> Convert:
    import pycountry

    def find(name: str) -> object:
        try:
            return pycountry.countries.search_fuzzy(name)[0].alpha_3
        except LookupError:
            return None
    return _each(find)


def _hdx() -> Any:
    from hdx.location.country import Country

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        Country.countriesdata(use_live=False)  # its own file: no download
        gc.collect()  # which it leaves open
    return Country


def _hdx_exact() -> Convert:
    return _each(_hdx().get_iso3_country_code)


def _hdx_fuzzy() -> Convert:
    country = _hdx()
    return _each(lambda name: country.get_iso3_country_code_fuzzy(name)[0])


PEERS = (
    Peer("country-converter", "convert", _country_converter),
    Peer("pycountry", "lookup", _pycountry),
    Peer("pycountry", "search_fuzzy, first", _pycountry_fuzzy),
    Peer("hdx-python-country", "exact", _hdx_exact),
    Peer("hdx-python-country", "fuzzy", _hdx_fuzzy),
)
"""pycountry's lookup is tried on its historic countries too."""
